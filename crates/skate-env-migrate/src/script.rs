//! A migration's script as statements: where each stands, and how it stands to transactions.
//!
//! - [`Script`] and [`Statement`]: what others read.
//! - `parsed`: the syntax tree, which the linter reads.
//! - `kind`: how a statement stands to transactions.
//! - `lines`: an offset as line and column.
//! - `limits`: what no parser is asked to read.
//! - `deep_stack`: a stack that is deep enough.

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

/// A script, read.
#[derive(Clone, Debug)]
pub struct Script {
    text: String,
    statements: Vec<Statement>,
    errors: Vec<SyntaxError>,
}

/// One statement of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its bytes: from its first word to its semicolon, comments before it left out.
    pub range: Range<usize>,
    /// The line of its first word, from 1.
    pub line: usize,
    /// How it stands to transactions.
    pub kind: StatementKind,
}

/// Where a script is not SQL as PostgreSQL knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The bytes.
    pub range: Range<usize>,
    /// The line, from 1.
    pub line: usize,
    /// What the parser had to say.
    pub message: String,
}

impl Script {
    /// Reads a script, whatever stands in it.
    ///
    /// # Errors
    /// [`Unreadable`] where it is larger or deeper than any migration, or holds a NUL.
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

    /// The statements, in their order. Where [`Script::errors`] holds something, some are missing.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// Where it is not SQL.
    #[must_use]
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }

    /// A statement's text.
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
