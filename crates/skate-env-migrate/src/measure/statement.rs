//! Divides a migration into the statements to send, and decides how to send each.

use std::ops::Range;

use squawk_lexer::{LiteralKind, TokenKind, tokenize};

use crate::{
    Script,
    script::{Statement, StatementKind},
};

/// The maximum length of an excerpt, in characters.
const EXCERPT_LENGTH: usize = 60;

/// A statement to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ScriptStatement {
    pub(super) line: u32,
    pub(super) range: Range<usize>,
    pub(super) text: String,
    pub(super) mode: ExecutionMode,
}

/// How a statement is sent, and what it does to transactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExecutionMode {
    /// Begins a transaction.
    Begin,
    /// Commits a transaction; `AND CHAIN` begins another.
    Commit { chains: bool },
    /// Rolls a transaction back.
    Rollback { chains: bool },
    /// A setting, which must come before the first query of a transaction.
    Setting,
    /// Without a transaction of our own, which would change its meaning.
    AsWritten,
    /// Without a transaction: PostgreSQL refuses one.
    NoTransaction,
    /// In a transaction of our own, if the script has none: a single statement is atomic anyway.
    OwnTransaction,
}

/// The statements of a migration. A script with a syntax error is sent as a whole, as Prisma does.
pub(super) fn statements(script: &str) -> Vec<ScriptStatement> {
    match Script::read(script) {
        Ok(read) if read.errors().is_empty() => {
            let sent = |it: &Statement| ScriptStatement::new(read.text_of(it), it);
            read.statements().iter().map(sent).collect()
        }
        _ => vec![ScriptStatement::whole(script)],
    }
}

impl ScriptStatement {
    fn whole(script: &str) -> Self {
        let (range, text) = (0..script.len(), script.to_owned());
        Self { line: 1, range, text, mode: ExecutionMode::NoTransaction }
    }

    fn new(text: &str, statement: &Statement) -> Self {
        let mode = match statement.kind {
            StatementKind::Begin => ExecutionMode::Begin,
            StatementKind::Commit => ExecutionMode::Commit { chains: chains(text) },
            StatementKind::Rollback => ExecutionMode::Rollback { chains: chains(text) },
            StatementKind::Savepoint => ExecutionMode::AsWritten,
            StatementKind::Concurrently | StatementKind::NoTransaction => {
                ExecutionMode::NoTransaction
            }
            StatementKind::Ordinary => match first_word(text).as_str() {
                "SET" | "RESET" => ExecutionMode::Setting,
                "LOCK" | "DECLARE" => ExecutionMode::AsWritten,
                _ => ExecutionMode::OwnTransaction,
            },
        };
        let line = u32::try_from(statement.line).unwrap_or(u32::MAX);
        Self { line, range: statement.range.clone(), text: text.to_owned(), mode }
    }

    /// Whether it may change or delete existing rows.
    pub(super) fn locks_rows(&self) -> bool {
        matches!(first_word(&self.text).as_str(), "UPDATE" | "DELETE" | "MERGE" | "WITH")
    }

    /// Its beginning on one line, without string literals: one may be a password.
    pub(super) fn excerpt(&self) -> String {
        let mut shown = String::new();
        let mut at = 0;
        for token in tokenize(&self.text) {
            let text = &self.text[at..at + token.len as usize];
            at += token.len as usize;
            match token.kind {
                TokenKind::Semi => {}
                TokenKind::Whitespace | TokenKind::LineComment | TokenKind::BlockComment { .. } => {
                    if !shown.ends_with(' ') && !shown.is_empty() {
                        shown.push(' ');
                    }
                }
                TokenKind::Literal { kind } => shown.push_str(literal(kind, text)),
                _ => shown.push_str(text),
            }
        }
        shorten(shown.trim_end())
    }
}

fn literal(kind: LiteralKind, text: &str) -> &str {
    match kind {
        LiteralKind::Int { .. } | LiteralKind::Numeric { .. } => text,
        LiteralKind::DollarQuotedString { .. } => "$$…$$",
        _ => "'…'",
    }
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= EXCERPT_LENGTH {
        return text.to_owned();
    }
    let beginning: String = text.chars().take(EXCERPT_LENGTH - 1).collect();
    format!("{}…", beginning.trim_end())
}

fn first_word(text: &str) -> String {
    let end = text.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(text.len());
    text[..end].to_ascii_uppercase()
}

/// Whether it has `AND CHAIN`, not `AND NO CHAIN`.
fn chains(text: &str) -> bool {
    let text = text.to_ascii_uppercase();
    let words: Vec<_> = text.split_whitespace().map(|word| word.trim_end_matches(';')).collect();
    words.windows(2).any(|pair| pair == ["AND", "CHAIN"])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modes(script: &str) -> Vec<ExecutionMode> {
        statements(script).into_iter().map(|it| it.mode).collect()
    }

    #[test]
    fn statements_that_an_added_transaction_would_change_get_none() {
        assert_eq!(
            modes("BEGIN; SET LOCAL lock_timeout = '1s'; LOCK TABLE a; SAVEPOINT s; COMMIT;"),
            [
                ExecutionMode::Begin,
                ExecutionMode::Setting,
                ExecutionMode::AsWritten,
                ExecutionMode::AsWritten,
                ExecutionMode::Commit { chains: false }
            ]
        );
        assert_eq!(
            modes("CREATE INDEX CONCURRENTLY i ON a (b); VACUUM a; INSERT INTO a VALUES (1)"),
            [
                ExecutionMode::NoTransaction,
                ExecutionMode::NoTransaction,
                ExecutionMode::OwnTransaction
            ]
        );
        assert_eq!(
            modes("COMMIT AND CHAIN; ROLLBACK AND NO CHAIN;"),
            [ExecutionMode::Commit { chains: true }, ExecutionMode::Rollback { chains: false }]
        );
    }

    #[test]
    fn a_script_with_a_syntax_error_is_sent_whole() {
        let script = "SELECT 1;\nALTER TABEL a;";
        assert_eq!(statements(script), [ScriptStatement::whole(script)]);
    }

    #[test]
    fn an_excerpt_is_one_line_without_texts() {
        let excerpt = |text: &str| statements(text)[0].excerpt();
        assert_eq!(
            excerpt("CREATE ROLE app\n  LOGIN -- c4n4ry\n  PASSWORD E'c4n\\'4ry';"),
            "CREATE ROLE app LOGIN PASSWORD '…'"
        );
        assert_eq!(excerpt("DO $x$ BEGIN c4n4ry; END $x$;"), "DO $$…$$");
        let long = excerpt(&format!("ALTER TABLE \"{}\" ADD b int", "a".repeat(60)));
        assert_eq!((long.chars().count(), long.ends_with('…')), (60, true));
    }

    #[test]
    fn changes_of_existing_rows_lock_them() {
        let locks = |text: &str| statements(text)[0].locks_rows();
        assert!(locks("update a set b = 1") && locks("DELETE FROM a"));
        assert!(!locks("INSERT INTO a VALUES (1)") && !locks("ALTER TABLE a ADD b int"));
    }
}
