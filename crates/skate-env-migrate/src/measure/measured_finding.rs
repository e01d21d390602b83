//! Adds the measurement to lint findings whose danger depends on the data. Pure.

use std::fmt;

use serde::Serialize;

use super::{MeasuredMigration, MeasuredStatement};
use crate::lint::Finding;

/// A lint finding with its measurement on the copy.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeasuredFinding {
    /// The rule.
    pub rule: &'static str,
    /// The line of the file, from 1.
    pub line: usize,
    /// How long the locks of the statement were held, in milliseconds.
    pub held_milliseconds: f64,
    /// Whether it locked no existing table: its tables are new in these migrations.
    pub new: bool,
    /// Whether a table was rewritten.
    pub rewritten: bool,
    /// Whether a table was read completely, if that was measured.
    pub scanned: Option<bool>,
}

/// Rules about how long a lock is held. A copy cannot measure data loss, incompatible changes or
/// partly applied files.
const MEASURED: [&str; 12] = [
    "adding-field-with-default",
    "adding-foreign-key-constraint",
    "adding-not-nullable-field",
    "adding-serial-primary-key-field",
    "ban-alter-domain-with-add-constraint",
    "changing-column-type",
    "constraint-missing-not-valid",
    "disallowed-unique-constraint",
    "require-concurrent-index-creation",
    "require-concurrent-index-deletion",
    "require-concurrent-partition-detach",
    "require-concurrent-reindex",
];

/// The findings whose danger depends on the data, each with its measurement.
#[must_use]
pub fn measured_findings(
    applied: &MeasuredMigration,
    findings: &[Finding],
) -> Vec<MeasuredFinding> {
    let depends = findings.iter().filter(|it| MEASURED.contains(&it.rule.id));
    let measured = |finding: &Finding| {
        let mut statements = applied.statements.iter().filter(|it| !it.failed);
        let found = statements.find(|it| it.range.contains(&finding.range.start))?;
        Some(MeasuredFinding::new(finding, found))
    };
    depends.filter_map(measured).collect()
}

impl MeasuredFinding {
    fn new(finding: &Finding, measured: &MeasuredStatement) -> Self {
        Self {
            rule: finding.rule.id,
            line: finding.position.line,
            held_milliseconds: measured.held_milliseconds,
            new: !measured.watched && measured.locks.is_empty(),
            rewritten: !measured.rewritten.is_empty(),
            scanned: (!measured.watched).then_some(!measured.scanned.is_empty()),
        }
    }
}

impl fmt::Display for MeasuredFinding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, held_milliseconds, new, rewritten, scanned, .. } = self;
        let what = match (new, rewritten, scanned) {
            (true, ..) => "on a table that is new with these migrations",
            (_, true, _) => "a rewrite",
            (_, _, Some(true)) => "a scan, no rewrite",
            _ => "no rewrite",
        };
        write!(formatter, "flagged by {rule}: measured {held_milliseconds:.1} ms, {what}")
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Lock, LockMode, Table},
        *,
    };
    use crate::lint::{Settings, lint, rules};

    fn applied(script: &str, statements: Vec<MeasuredStatement>) -> Vec<String> {
        let applied = MeasuredMigration {
            name: "1".into(),
            checksum: String::new(),
            statements,
            failure: None,
        };
        let findings = lint(&[script], Settings { statement_by_statement: false }).remove(0);
        measured_findings(&applied, &findings).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_finding_gets_its_measurement() {
        let script = "ALTER TABLE \"User\" ALTER COLUMN code TYPE varchar(20);";
        let table = Table { name: "User".into(), rows: None, bytes: 1 };
        let lock = Lock { table: table.clone(), mode: LockMode::AccessExclusive, earlier: false };
        let measured = |locks: &[Lock], rewritten: &[Table]| MeasuredStatement {
            range: 0..script.len(),
            held_milliseconds: 0.34,
            locks: locks.to_vec(),
            rewritten: rewritten.to_vec(),
            ..MeasuredStatement::default()
        };
        let of = |locks: &[Lock], rewritten: &[Table], what: &str| {
            let said = format!("flagged by changing-column-type: measured 0.3 ms, {what}");
            assert_eq!(applied(script, vec![measured(locks, rewritten)]), [said]);
        };
        let locks = [lock];
        of(&locks, &[], "no rewrite");
        of(&locks, &[table], "a rewrite");
        of(&[], &[], "on a table that is new with these migrations");
        assert_eq!(applied(script, vec![]), [""; 0], "it was not run");
    }

    #[test]
    fn data_loss_and_failures_have_no_measurement() {
        let script = "ALTER TABLE \"User\" DROP COLUMN code;";
        let measured = MeasuredStatement { range: 0..script.len(), ..MeasuredStatement::default() };
        let all = lint(&[script], Settings::default()).remove(0);
        assert!(!all.is_empty());
        assert_eq!(applied(script, vec![measured]), [""; 0]);
        let script = "CREATE INDEX i ON \"User\" (code);";
        let failed = MeasuredStatement {
            range: 0..script.len(),
            failed: true,
            ..MeasuredStatement::default()
        };
        assert_eq!(applied(script, vec![failed]), [""; 0]);
    }

    #[test]
    fn every_rule_that_is_measured_is_one() {
        let known: Vec<_> = rules().map(|rule| rule.id).collect();
        assert!(MEASURED.iter().all(|id| known.contains(id)), "{known:?}");
    }
}
