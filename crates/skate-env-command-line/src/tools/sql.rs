//! The effect of SQL text as psql reads it, by its keywords.
//!
//! Not a parser: where one would be needed to be sure, the worse is assumed. What a function
//! does that a `select` calls stays its own affair; against production the session is
//! read-only.

mod tokens;

use tokens::{Token, tokens};

use crate::{
    Effect::{self, Arbitrary, Change, Inspect, Write},
    finding::Finding,
    shell::UNKNOWN,
};

/// Statements that end, show or set, and change nothing.
const HARMLESS: [&str; 23] = [
    "SELECT",
    "SHOW",
    "TABLE",
    "VALUES",
    "FETCH",
    "MOVE",
    "BEGIN",
    "START",
    "COMMIT",
    "END",
    "ABORT",
    "ROLLBACK",
    "SAVEPOINT",
    "RELEASE",
    "SET",
    "RESET",
    "DISCARD",
    "LISTEN",
    "UNLISTEN",
    "CLOSE",
    "DECLARE",
    "DEALLOCATE",
    "CHECKPOINT",
];
const DESTRUCTIVE: [&str; 4] = ["DROP", "TRUNCATE", "DELETE", "ALTER"];

/// Statements that run what does not stand in them.
const RUNS_MORE: [&str; 8] =
    ["DO", "CALL", "EXECUTE", "PREPARE", "IMPORT", "LOAD", "PROGRAM", "REASSIGN"];
const UNREAD: &str = "a part of its SQL stands elsewhere";

/// The worst that any statement of the text does.
pub(super) fn finding(text: &str) -> Finding {
    let tokens = tokens(text);
    let statements = tokens.split(|token| matches!(token, Token::End));
    statements.map(statement).fold(Finding::read(Inspect), Finding::or_worse)
}

fn statement(tokens: &[Token]) -> Finding {
    let mut words: Vec<&str> = Vec::new();
    let mut worst = Finding::read(Inspect);
    for token in tokens {
        match token {
            Token::Word(word) => words.push(word),
            Token::Meta(line) => worst = worst.or_worse(meta(line)),
            Token::End => {}
        }
    }
    let effect = of_words(&words);
    let hidden = words.iter().any(|word| word.contains(UNKNOWN) || RUNS_MORE.contains(word));
    let is_unread = effect == Arbitrary && hidden;
    worst.or_worse(Finding { effect, unread: is_unread.then_some(UNREAD) })
}

fn of_words(words: &[&str]) -> Effect {
    let Some((first, rest)) = words.split_first() else { return Inspect };
    match *first {
        "EXPLAIN"
            if !rest
                .iter()
                .take_while(|word| !starts(word))
                .any(|it| matches!(*it, "ANALYZE" | "ANALYSE")) =>
        {
            Inspect
        }
        "EXPLAIN" => {
            let start = rest.iter().position(|word| starts(word)).unwrap_or(rest.len());
            of_words(&rest[start..])
        }
        "WITH" => {
            rest.iter().enumerate().map(|(index, _)| within(rest, index)).max().unwrap_or(Inspect)
        }
        "SELECT" if rest.contains(&"INTO") => Write,
        "COPY" if rest.contains(&"PROGRAM") => Arbitrary,
        "COPY" if rest.iter().any(|word| DESTRUCTIVE.contains(word)) => Arbitrary,
        "COPY" if rest.contains(&"TO") => Inspect,
        "DO" | "CALL" | "EXECUTE" | "PREPARE" | "IMPORT" | "LOAD" | "REASSIGN" => Arbitrary,
        "UPDATE" if !rest.contains(&"WHERE") => Arbitrary,
        "MERGE" if rest.contains(&"DELETE") => Arbitrary,
        word if word.contains(UNKNOWN) || DESTRUCTIVE.contains(&word) => Arbitrary,
        word if HARMLESS.contains(&word) => Inspect,
        "CREATE" if rest.iter().any(|word| matches!(*word, "TEMP" | "TEMPORARY")) => Write,
        "CREATE" | "GRANT" | "REVOKE" | "COMMENT" | "SECURITY" => Change,
        _ => Write,
    }
}

/// Words that start a statement which `EXPLAIN` may carry.
fn starts(word: &str) -> bool {
    matches!(
        word,
        "SELECT"
            | "WITH"
            | "INSERT"
            | "UPDATE"
            | "DELETE"
            | "MERGE"
            | "VALUES"
            | "TABLE"
            | "EXECUTE"
            | "CREATE"
            | "DECLARE"
            | "REFRESH"
    )
}

/// A word inside a statement that may carry others: `FOR UPDATE` is a lock, no update.
fn within(words: &[&str], index: usize) -> Effect {
    let before = index.checked_sub(1).and_then(|index| words.get(index));
    match words[index] {
        "DELETE" | "TRUNCATE" | "DROP" | "ALTER" => Arbitrary,
        "UPDATE" if before.is_some_and(|it| matches!(*it, "FOR" | "KEY" | "DO")) => Inspect,
        "UPDATE" if !words[index..].contains(&"WHERE") => Arbitrary,
        "INSERT" | "UPDATE" | "MERGE" | "INTO" => Write,
        _ => Inspect,
    }
}

/// A command of psql itself.
fn meta(line: &str) -> Finding {
    let (command, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    match command {
        "i" | "ir" | "include" | "include_relative" | "!" | "gexec" | "c" | "connect"
        | "setenv" | "lo_unlink" | "lo_import" => Finding::unread(UNREAD),
        "copy" => finding(&format!("COPY {rest}")),
        "password" => Finding::read(Change),
        // Their output may go to a program, and a backquoted text is run.
        _ if rest.trim_start().starts_with('|') || rest.contains('`') => Finding::unread(UNREAD),
        _ if command.starts_with('!') => Finding::unread(UNREAD),
        _ => Finding::read(Inspect),
    }
}
