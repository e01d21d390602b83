//! Violations of squawk that are false positives, or repeat another rule's finding.

use squawk_linter::{Rule as Code, Violation};
use squawk_syntax::{
    SyntaxElement, SyntaxKind, SyntaxNode,
    ast::{self, AstNode as _},
};

use crate::script::ParsedScript;

/// Whether a violation is a false positive.
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
                // Another rule reports it at the same place.
                Some(ast::Constraint::ForeignKeyConstraint(_)) => all.iter().any(|other| {
                    other.code == Code::AddingForeignKeyConstraint
                        && violation.text_range.contains_range(other.text_range)
                }),
                // A constraint with an index cannot be NOT VALID, and has its own rules.
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
    // The largest node that covers no more than the violation, apart from comments before it.
    let start = |it: &SyntaxNode| crate::script::parsed::range_of(it).start;
    let fits = |it: &SyntaxNode| {
        it.text_range().end() == range.end() && start(it) == usize::from(range.start())
    };
    node.ancestors().take_while(fits).last().or(Some(node))
}

/// Whether a default is a constant. squawk does not recognise `-1` and `(0)`.
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
