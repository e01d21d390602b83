//! Where the squawk is wrong, or says twice what one rule says well enough.

use squawk_linter::{Rule as Code, Violation};
use squawk_syntax::{
    SyntaxElement, SyntaxKind, SyntaxNode,
    ast::{self, AstNode as _},
};

use crate::script::ParsedScript;

/// Whether a violation is none.
pub(super) fn is_false_positive(
    violation: &Violation,
    all: &[Violation],
    parsed: &ParsedScript<'_>,
) -> bool {
    match violation.code {
        Code::AddingFieldWithDefault => node(violation, parsed).is_some_and(|it| is_constant(&it)),
        Code::ConstraintMissingNotValid => {
            let node = node(violation, parsed).and_then(ast::AddConstraint::cast);
            match node.and_then(|it| it.constraint()) {
                // Its own rule is reported at the same place.
                Some(ast::Constraint::ForeignKeyConstraint(_)) => all.iter().any(|other| {
                    other.code == Code::AddingForeignKeyConstraint
                        && violation.text_range.contains_range(other.text_range)
                }),
                // What makes an index cannot be NOT VALID, and has rules of its own.
                Some(
                    ast::Constraint::PrimaryKeyConstraint(_)
                    | ast::Constraint::UniqueConstraint(_)
                    | ast::Constraint::ExcludeConstraint(_),
                ) => true,
                _ => false,
            }
        }
        _ => false,
    }
}

/// The node that a violation is about.
fn node(violation: &Violation, parsed: &ParsedScript<'_>) -> Option<SyntaxNode> {
    let range = violation.text_range;
    let found = parsed.parse.syntax_node().covering_element(range);
    let node = found.as_node().cloned().or_else(|| found.parent())?;
    // The widest that covers no more than the violation, comments before it aside.
    let start = |it: &SyntaxNode| crate::script::parsed::range_of(it).start;
    let fits = |it: &SyntaxNode| {
        it.text_range().end() == range.end() && start(it) == usize::from(range.start())
    };
    node.ancestors().take_while(fits).last().or(Some(node))
}

/// `-1` and `(0)` are constants, which the squawk takes for computed.
fn is_constant(node: &SyntaxNode) -> bool {
    let tokens = node.descendants_with_tokens().filter_map(SyntaxElement::into_token);
    tokens.filter(|it| !it.kind().is_trivia()).all(|it| {
        matches!(
            it.kind(),
            SyntaxKind::MINUS
                | SyntaxKind::PLUS
                | SyntaxKind::L_PAREN
                | SyntaxKind::R_PAREN
                | SyntaxKind::INT_NUMBER
                | SyntaxKind::NUMERIC_NUMBER
                | SyntaxKind::STRING
        )
    })
}
