//! Parses the SQL script of a migration into statements, and classifies each by its relation to
//! transactions.
//!
//! - [`Script`] and [`Statement`]: the result.
//! - `parsed`: the syntax tree, for the linter.
//! - `kind`: begins, ends, refuses or runs in a transaction.
//! - `lines`: converts an offset to line and column.
//! - `limits`: scripts that are too large or too deeply nested to parse.
//! - `deep_stack`: a thread with a stack large enough for the recursive parser.

mod deep_stack;
mod kind;
mod limits;
mod lines;
pub(crate) mod parsed;

use std::ops::Range;

pub(crate) use self::{
    deep_stack::{join, spawn, with_deep_stack},
    lines::Lines,
    parsed::ParsedScript,
};
pub use self::{kind::StatementKind, limits::Unreadable, lines::Position};

/// A parsed script.
#[derive(Clone, Debug)]
pub struct Script {
    text: String,
    statements: Vec<Statement>,
    errors: Vec<SyntaxError>,
}

/// One statement of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its bytes, from its first word to its semicolon, without comments before it.
    pub range: Range<usize>,
    /// The line of its first word, from 1.
    pub line: usize,
    /// How it relates to transactions.
    pub kind: StatementKind,
}

/// A syntax error in a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The bytes.
    pub range: Range<usize>,
    /// The line, from 1.
    pub line: usize,
    /// The parser's message.
    pub message: String,
}

impl Script {
    /// Parses a script. Syntax errors are part of the result.
    ///
    /// # Errors
    /// [`Unreadable`]: the script is too large, too deeply nested, or holds a NUL byte.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        with_deep_stack(|| {
            let parsed = ParsedScript::read(text)?;
            let statements = parsed.statements.iter().map(|(statement, _)| statement.clone());
            Ok(Self {
                statements: statements.collect(),
                errors: parsed.errors(),
                text: text.to_owned(),
            })
        })
        .unwrap_or(Err(Unreadable::ParserFailed))
    }

    /// The statements, in order. Some are missing if there are [`Script::errors`].
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// The syntax errors.
    #[must_use]
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }

    /// The text of a statement.
    #[must_use]
    pub fn text_of(&self, statement: &Statement) -> &str {
        &self.text[statement.range.clone()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_begins_after_its_comments_and_ends_with_its_semicolon() {
        let text =
            "-- AlterTable: é\nALTER TABLE a\n  ADD b int;\n\n/* then */ SELECT ';' ;;\nSELECT 2";
        let script = Script::read(text).unwrap();
        let found: Vec<_> =
            script.statements().iter().map(|it| (it.line, script.text_of(it))).collect();
        assert_eq!(
            found,
            [(2, "ALTER TABLE a\n  ADD b int;"), (5, "SELECT ';' ;"), (6, "SELECT 2")]
        );
        assert_eq!(script.errors(), []);
    }

    #[test]
    fn a_body_in_dollars_is_one_statement() {
        let text = "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;\
                    DO $x$ BEGIN PERFORM 1; END; $x$;";
        assert_eq!(Script::read(text).unwrap().statements().len(), 2);
    }

    #[test]
    fn an_error_has_its_line() {
        let script = Script::read("SELECT 1;\nALTER TABEL a;").unwrap();
        assert_eq!(script.errors().first().unwrap().line, 2);
    }
}
