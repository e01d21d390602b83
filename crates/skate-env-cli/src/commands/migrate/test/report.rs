//! The report of `migrate test`, and its JSON.

use std::time::Duration;

use serde::Serialize;
use serde::ser::{SerializeStruct as _, Serializer};
use skate_env_core::neon::model::Branch;
use skate_env_migrate::{
    Migration,
    lint::{Settings, lint},
    measure::{
        Impact, Lock, MeasuredFinding, MeasuredMigration, MeasuredStatement, MigrationFailure,
        impact_of, measured_findings,
    },
    test_record::TestOutcome,
};

use crate::control_plane::ControlPlane;

/// What a test did and measured.
pub(super) struct Report<'r> {
    pub(super) plane: &'r ControlPlane,
    pub(super) source: &'r Branch,
    pub(super) copy: &'r str,
    /// The compute units of the copy; `None` on this machine.
    pub(super) compute_units: Option<f64>,
    pub(super) kept: bool,
    pub(super) limit: Duration,
    pub(super) settings: Settings,
    pub(super) pending: &'r [Migration],
    pub(super) applied: &'r [MeasuredMigration],
    /// The path of the record.
    pub(super) record: Option<String>,
}

impl Report<'_> {
    pub(super) fn outcome(&self) -> TestOutcome {
        let mut statements = self.applied.iter().flat_map(|it| &it.statements);
        if self.failed().is_some() {
            TestOutcome::Failed
        } else if statements.any(|it| impact_of(it, self.limit).is_unsafe()) {
            TestOutcome::Unsafe
        } else {
            TestOutcome::Safe
        }
    }

    /// The migration that failed, and its error.
    pub(super) fn failed(&self) -> Option<(&str, &MigrationFailure)> {
        let mut failures =
            self.applied.iter().filter_map(|it| Some((&*it.name, it.failure.as_ref()?)));
        failures.next()
    }

    /// Migrations after the one that failed.
    pub(super) fn not_run(&self) -> Vec<&str> {
        self.pending.iter().skip(self.applied.len()).map(|it| it.name.as_str()).collect()
    }

    pub(super) fn findings(&self, applied: &MeasuredMigration) -> Vec<MeasuredFinding> {
        let script = self.pending.iter().find(|it| it.name == applied.name);
        let findings = script.map(|it| lint(&[&it.script], self.settings).concat());
        measured_findings(applied, &findings.unwrap_or_default())
    }
}

#[derive(Serialize)]
struct MigrationData<'r> {
    name: &'r str,
    checksum: &'r str,
    statements: Vec<StatementData<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<FailureData<'r>>,
    /// Findings of the linter, with what was measured.
    flagged: Vec<MeasuredFinding>,
}

#[derive(Serialize)]
struct StatementData<'r> {
    #[serde(flatten)]
    measured: &'r MeasuredStatement,
    /// The effects of locks, in words.
    blocks: Vec<String>,
    /// `None` for a statement that failed.
    verdict: Option<Impact>,
}

#[derive(Serialize)]
struct FailureData<'r> {
    #[serde(flatten)]
    failure: &'r MigrationFailure,
    left: String,
}

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut data = serializer.serialize_struct("Report", 11)?;
        data.serialize_field("control_plane", self.plane)?;
        data.serialize_field("source", &self.source.name)?;
        data.serialize_field("source_id", self.source.id.as_str())?;
        data.serialize_field("copy", self.copy)?;
        data.serialize_field("compute_units", &self.compute_units)?;
        data.serialize_field("kept", &self.kept)?;
        data.serialize_field("limit_milliseconds", &(self.limit.as_secs_f64() * 1000.0))?;
        data.serialize_field("outcome", &self.outcome())?;
        let migrations: Vec<_> = self.applied.iter().map(|it| self.migration(it)).collect();
        data.serialize_field("migrations", &migrations)?;
        data.serialize_field("not_run", &self.not_run())?;
        data.serialize_field("record", &self.record)?;
        data.end()
    }
}

impl Report<'_> {
    fn migration<'r>(&self, applied: &'r MeasuredMigration) -> MigrationData<'r> {
        let failed = applied.failure.as_ref();
        let statement = |measured: &'r MeasuredStatement| StatementData {
            measured,
            blocks: measured.locks.iter().map(Lock::effect).collect(),
            verdict: (!measured.failed).then(|| impact_of(measured, self.limit)),
        };
        MigrationData {
            name: &applied.name,
            checksum: &applied.checksum,
            statements: applied.statements.iter().map(statement).collect(),
            failure: failed.map(|failure| FailureData { failure, left: failure.leftovers() }),
            flagged: self.findings(applied),
        }
    }
}
