//! A script with its syntax tree, from squawk's parser.

use squawk_syntax::{
    Parse, SourceFile, SyntaxNode,
    ast::{AstNode as _, Stmt},
};

use super::{Lines, Statement, StatementKind, SyntaxError, Unreadable, limits};

/// A script with its syntax tree. Deep trees overflow a normal stack, even when dropped: use it
/// inside [`super::with_deep_stack`] only.
pub(crate) struct ParsedScript<'t> {
    pub(crate) text: &'t str,
    pub(crate) lines: Lines<'t>,
    pub(crate) parse: Parse<SourceFile>,
    pub(crate) statements: Vec<(Statement, Stmt)>,
}

impl<'t> ParsedScript<'t> {
    pub(crate) fn read(text: &'t str) -> Result<Self, Unreadable> {
        limits::check(text)?;
        let parse = SourceFile::parse(text);
        let lines = Lines::of(text);
        let statements = parse.tree().stmts();
        let statements = statements.filter(|it| !matches!(it, Stmt::EmptyStmt(_))).map(|it| {
            let range = range_of(it.syntax());
            let line = lines.line(range.start);
            (Statement { range, line, kind: StatementKind::of(&it) }, it)
        });
        Ok(Self { statements: statements.collect(), text, lines, parse })
    }

    pub(crate) fn errors(&self) -> Vec<SyntaxError> {
        let error = |it: &squawk_syntax::syntax_error::SyntaxError| {
            let range = bytes(it.range());
            let line = self.lines.line(range.start);
            SyntaxError { range, line, message: it.message().to_owned() }
        };
        self.parse.errors().iter().map(error).collect()
    }
}

/// The bytes of a node, without the comments before its first token.
pub(crate) fn range_of(node: &SyntaxNode) -> std::ops::Range<usize> {
    let range = bytes(node.text_range());
    let word = node.children_with_tokens().find(|it| !it.kind().is_trivia());
    word.map_or(range.start, |it| usize::from(it.text_range().start()))..range.end
}

fn bytes(range: impl Into<std::ops::Range<usize>>) -> std::ops::Range<usize> {
    range.into()
}
