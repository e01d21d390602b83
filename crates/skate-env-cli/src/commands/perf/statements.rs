//! What a server counted of each statement, and what came to it between two readings. Pure.

use std::collections::BTreeMap;

use serde::Serialize;

/// One reading of `pg_stat_statements`.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    /// By the id that PostgreSQL gives a statement without its constants.
    pub(super) statements: BTreeMap<i64, (String, Counters)>,
    /// How many times the rarest statements were forgotten, to make room.
    pub(super) forgotten: i64,
}

/// What was counted of a statement since it was first seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub(super) struct Counters {
    pub(super) calls: i64,
    pub(super) rows: i64,
    pub(super) milliseconds: f64,
    /// Pages that were in PostgreSQL's cache, and pages that were not.
    pub(super) pages_hit: i64,
    pub(super) pages_read: i64,
    /// Pages of files that sorts and hashes did not fit without.
    pub(super) pages_spilled: i64,
}

/// A statement that ran meanwhile.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Statement {
    /// As text: the number is too large for JavaScript.
    pub(super) query_id: String,
    pub(super) query: String,
    /// What it cost meanwhile.
    #[serde(flatten)]
    pub(super) cost: Counters,
    pub(super) before: Counters,
    pub(super) after: Counters,
}

impl Statement {
    pub(super) fn mean_milliseconds(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "nothing runs 2^53 times")]
        let calls = self.cost.calls.max(1) as f64;
        self.cost.milliseconds / calls
    }
}

/// What came between two readings, the most expensive statement first.
pub(super) fn difference(before: &Reading, after: &Reading) -> Vec<Statement> {
    let mut statements: Vec<Statement> = Vec::new();
    for (id, (query, after)) in &after.statements {
        let counted = before.statements.get(id).map(|(_, counters)| *counters);
        // Fewer calls than before: it was forgotten meanwhile, and counted again from zero.
        let before = counted.filter(|it| it.calls <= after.calls).unwrap_or_default();
        let cost = after.since(before);
        if cost.calls > 0 && !is_own(query) {
            let (query_id, query) = (id.to_string(), without_constants(query));
            statements.push(Statement { query_id, query, cost, before, after: *after });
        }
    }
    statements.sort_by(|a, b| {
        let order = b.cost.milliseconds.total_cmp(&a.cost.milliseconds);
        order.then_with(|| a.query.cmp(&b.query))
    });
    statements
}

impl Counters {
    fn since(self, before: Self) -> Self {
        Self {
            calls: self.calls - before.calls,
            rows: self.rows - before.rows,
            milliseconds: self.milliseconds - before.milliseconds,
            pages_hit: self.pages_hit - before.pages_hit,
            pages_read: self.pages_read - before.pages_read,
            pages_spilled: self.pages_spilled - before.pages_spilled,
        }
    }
}

/// Whether it is one of the readings.
fn is_own(query: &str) -> bool {
    query.contains("pg_stat_statements")
}

/// PostgreSQL replaces the constants of queries, but not those of other statements, which may be
/// passwords or URLs: a text ends where the first of them begins.
fn without_constants(query: &str) -> String {
    let begins = |(at, character): (usize, char)| match character {
        '\'' => true,
        // `$1` stands for a constant; `$$` and `$body$` begin one.
        '$' => !query[at + 1..].starts_with(|next: char| next.is_ascii_digit()),
        _ => false,
    };
    match query.char_indices().find(|it| begins(*it)) {
        Some((end, _)) => format!("{}…", &query[..end]),
        None => query.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counters(calls: i64, milliseconds: f64) -> Counters {
        Counters { calls, rows: calls * 2, milliseconds, ..Counters::default() }
    }

    fn reading(statements: &[(i64, &str, Counters)]) -> Reading {
        let statements = statements.iter();
        let statements = statements.map(|(id, query, it)| (*id, ((*query).to_owned(), *it)));
        Reading { statements: statements.collect(), forgotten: 0 }
    }

    #[test]
    fn only_what_came_meanwhile_counts_and_the_most_expensive_is_first() {
        let before = reading(&[(1, "SELECT 1", counters(3, 9.0)), (2, "idle", counters(5, 1.0))]);
        let after = reading(&[
            (1, "SELECT 1", counters(5, 10.0)),
            (2, "idle", counters(5, 1.0)),
            (3, "INSERT", counters(1, 4.0)),
            (4, "SELECT * FROM pg_stat_statements", counters(1, 50.0)),
        ]);
        let found = difference(&before, &after);
        let found: Vec<_> = found.iter().map(|it| (&*it.query, it.cost)).collect();
        assert_eq!(found, [("INSERT", counters(1, 4.0)), ("SELECT 1", counters(2, 1.0))]);
    }

    #[test]
    fn a_statement_that_was_forgotten_meanwhile_is_counted_from_zero() {
        let before = reading(&[(1, "SELECT 1", counters(9, 90.0))]);
        let after = reading(&[(1, "SELECT 1", counters(2, 3.0))]);
        let found = difference(&before, &after);
        assert_eq!((found[0].cost, found[0].before), (counters(2, 3.0), Counters::default()));
        assert!((found[0].mean_milliseconds() - 1.5).abs() < 1e-9);
    }

    #[test]
    fn no_constant_is_shown() {
        for (text, shown) in [
            ("ALTER ROLE app\nPassWord 'c4n4ry'", "ALTER ROLE app\nPassWord …"),
            (
                "CREATE SUBSCRIPTION a CONNECTION 'postgresql://u:c4n4ry@b/c'",
                "CREATE SUBSCRIPTION a CONNECTION …",
            ),
            ("SET app.key = E'c4n4ry'", "SET app.key = E…"),
            ("DO $$ BEGIN PERFORM f('c4n4ry'); END $$", "DO …"),
            ("DO $a$ c4n4ry $a$", "DO …"),
            ("SELECT $1 FROM a WHERE b = $2", "SELECT $1 FROM a WHERE b = $2"),
        ] {
            let after = reading(&[(1, text, counters(1, 1.0))]);
            assert_eq!(difference(&Reading::default(), &after)[0].query, shown);
        }
    }
}
