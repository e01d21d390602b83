use std::{path::PathBuf, time::Duration};

use jiff::{SignedDuration, Timestamp};
use skate_env_core::{Code, Environment};

use super::*;
use crate::{
    Migration, MigrationRow, TestRecord,
    test_record::{Compute, Source, TestOutcome},
};

const DAY: Duration = Duration::from_hours(24);

fn folder(names: &[&str]) -> Folder {
    let migration = |name: &&str| Migration {
        name: (*name).to_owned(),
        path: PathBuf::from(format!("prisma/migrations/{name}/migration.sql")),
        script: format!("-- {name}"),
    };
    Folder { path: PathBuf::new(), migrations: names.iter().map(migration).collect() }
}

fn applied(names: &[&str]) -> History {
    let rows = folder(names).migrations.iter().map(|one| row(&one.name, &one.checksum())).collect();
    History { rows }
}

fn row(name: &str, checksum: &str) -> MigrationRow {
    MigrationRow::applied(name, checksum, Timestamp::UNIX_EPOCH)
}

fn record(names: &[&str], outcome: TestOutcome) -> TestRecord {
    let source = Source { id: "br-a-b-1".into(), name: "production".into() };
    TestRecord::new("quiet-sea-123456", source, Compute::Local, outcome)
        .of(&folder(names).migrations)
}

/// A deployment to production that may run.
struct Fixture {
    folder: Folder,
    history: History,
    staging: Option<History>,
    record: Option<TestRecord>,
    now: Timestamp,
}

impl Fixture {
    fn new() -> Self {
        Self {
            folder: folder(&["1", "2"]),
            history: applied(&["1"]),
            staging: Some(applied(&["1", "2"])),
            record: Some(record(&["2"], TestOutcome::Safe)),
            now: Timestamp::now(),
        }
    }

    fn deployment(&self) -> Deployment<'_> {
        let upstream = match &self.staging {
            Some(history) => Upstream::Known(Environment::Staging, history),
            None => Upstream::Unknown(Environment::Staging, "it has no URL here."),
        };
        let record = self.record.as_ref();
        Deployment {
            environment: Environment::Production,
            folder: &self.folder,
            history: &self.history,
            upstream,
            test: TestRequirement::Required { record, now: self.now, max_age: DAY },
        }
    }

    /// The one objection.
    #[track_caller]
    fn objection(&self) -> (Code, String) {
        let objections = self.deployment().problems();
        assert_eq!(objections.len(), 1, "{objections:?}");
        (objections[0].code, objections[0].message.clone())
    }

    #[track_caller]
    fn objects(&self, words: &str) {
        let (code, message) = self.objection();
        assert_eq!(code, Code::MigrationOrder);
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn a_tested_migration_of_staging_may_be_deployed() {
    assert_eq!(Fixture::new().deployment().problems(), []);
}

#[test]
fn production_waits_for_staging() {
    let mut case = Fixture::new();
    case.staging = Some(applied(&["1"]));
    case.objects("Migration 2 is not applied in staging yet");
    case.staging = None;
    case.objects("Cannot read the migrations of staging");
    assert_eq!(
        Deployment { environment: Environment::Staging, ..case.deployment() }.problems(),
        []
    );
    assert_eq!(Deployment { upstream: Upstream::None, ..case.deployment() }.problems(), []);
}

#[test]
fn staging_must_have_the_same_script_and_no_failed_one() {
    let mut case = Fixture::new();
    case.staging.as_mut().unwrap().rows[1].checksum = "0".repeat(64);
    case.objects("Migration 2 differs from the script that was applied in staging");
    let mut case = Fixture::new();
    case.staging.as_mut().unwrap().rows.push(MigrationRow { finished_at: None, ..row("3", "") });
    let (code, message) = case.objection();
    assert_eq!(code, Code::MigrationFailed);
    assert!(message.contains("Migration 3 started in staging"), "{message}");
}

#[test]
fn a_failed_migration_blocks_until_it_is_resolved() {
    let mut case = Fixture::new();
    case.history.rows.push(MigrationRow { finished_at: None, ..row("2", "") });
    assert_eq!(case.objection().0, Code::MigrationFailed);
    case.history.rows[1].rolled_back_at = Some(Timestamp::UNIX_EPOCH);
    assert_eq!(case.deployment().problems(), []);
}

#[test]
fn an_edited_migration_is_refused_even_where_nothing_is_pending() {
    let mut case = Fixture::new();
    case.history = applied(&["1", "2"]);
    assert_eq!(case.deployment().problems(), []);
    case.history.rows[0].checksum = "0".repeat(64);
    case.objects("Migration 1 was edited after it was applied in production");
}

#[test]
fn an_unknown_migration_is_refused_where_another_is_pending() {
    let mut case = Fixture::new();
    case.history = applied(&["0", "1"]);
    case.objects("Migration 0 was applied in production and is not in the folder");
    case.history = applied(&["1", "2", "3"]); // an older release is put back
    assert_eq!(case.deployment().problems(), []);
}

#[test]
fn a_migration_that_comes_too_late_is_refused() {
    let mut case = Fixture::new();
    case.history = applied(&["2"]);
    case.record = Some(record(&["1"], TestOutcome::Safe));
    case.objects("Migration 1 is pending in production and sorts before 2");
}

#[test]
fn production_requires_a_recent_successful_test_of_these_scripts() {
    let mut case = Fixture::new();
    case.record = None;
    case.objects("were not tested");
    assert_eq!(Deployment { test: TestRequirement::Waived, ..case.deployment() }.problems(), []);
    assert_eq!(
        Deployment { environment: Environment::Staging, ..case.deployment() }.problems(),
        []
    );
    case.record = Some(record(&["1"], TestOutcome::Safe));
    case.objects("did not cover 2");
    case.record = Some(record(&["2"], TestOutcome::Failed));
    case.objects("failed");
    case.record = Some(record(&["2"], TestOutcome::Unsafe));
    case.objects("held for longer than the limit");
    let mut case = Fixture::new();
    case.now += SignedDuration::from_hours(25);
    case.objects("25 hours old; the maximum is 24");
    case.now -= SignedDuration::from_hours(26);
    case.objects("a time in the future");
}

#[test]
fn all_objections_come_at_once_worst_first() {
    let mut case = Fixture::new();
    case.folder = folder(&["1", "2", "3"]);
    case.history.rows[0].checksum = "0".repeat(64);
    case.history.rows.push(MigrationRow { finished_at: None, ..row("2", "") });
    (case.staging, case.record) = (Some(applied(&["1"])), None);
    let codes: Vec<_> = case.deployment().problems().iter().map(|it| it.code).collect();
    assert_eq!(codes[..4], [Code::MigrationOrder; 4]);
    assert_eq!(codes[4..], [Code::MigrationFailed]);
}

#[test]
fn a_pending_migration_is_in_order_and_a_skipped_environment_is_not() {
    let folder = folder(&["1", "2"]);
    let (one, both) = (applied(&["1"]), applied(&["1", "2"]));
    let of = |staging, production| {
        compare_environments(
            &folder,
            &[(Environment::Staging, staging), (Environment::Production, production)],
        )
    };
    assert_eq!(of(&both, &one), []);
    let skipped = of(&one, &both);
    assert_eq!(skipped.len(), 1);
    assert!(skipped[0].message.starts_with("Migration 2 is applied in production and not in"));
}
