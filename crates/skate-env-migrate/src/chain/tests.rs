use std::{path::PathBuf, time::Duration};

use jiff::{SignedDuration, Timestamp};
use skate_env_core::{Code, Environment};

use super::*;
use crate::{
    Migration, Record, Row,
    record::{Compute, Outcome, Source},
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

fn row(name: &str, checksum: &str) -> Row {
    Row::applied(name, checksum, Timestamp::UNIX_EPOCH)
}

fn record(names: &[&str], outcome: Outcome) -> Record {
    let source = Source { id: "br-a-b-1".into(), name: "production".into() };
    Record::new("quiet-sea-123456", source, Compute::Local, outcome).of(&folder(names).migrations)
}

/// To production, with everything as it should be.
struct Case {
    folder: Folder,
    history: History,
    staging: Option<History>,
    record: Option<Record>,
    now: Timestamp,
}

impl Case {
    fn new() -> Self {
        Self {
            folder: folder(&["1", "2"]),
            history: applied(&["1"]),
            staging: Some(applied(&["1", "2"])),
            record: Some(record(&["2"], Outcome::Safe)),
            now: Timestamp::now(),
        }
    }

    fn step(&self) -> Step<'_> {
        let upstream = match &self.staging {
            Some(history) => Upstream::Known(Environment::Staging, history),
            None => Upstream::Unknown(Environment::Staging, "it has no URL here."),
        };
        let record = self.record.as_ref();
        Step {
            environment: Environment::Production,
            folder: &self.folder,
            history: &self.history,
            upstream,
            test: Test::Recorded { record, now: self.now, within: DAY },
        }
    }

    /// The one objection.
    #[track_caller]
    fn objection(&self) -> (Code, String) {
        let objections = self.step().objections();
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
fn what_staging_has_and_a_test_tried_may_be_deployed() {
    assert_eq!(Case::new().step().objections(), []);
}

#[test]
fn production_waits_for_staging() {
    let mut case = Case::new();
    case.staging = Some(applied(&["1"]));
    case.objects("Migration 2 is not applied in staging yet");
    case.staging = None;
    case.objects("Nobody can say what staging has");
    assert_eq!(Step { environment: Environment::Staging, ..case.step() }.objections(), []);
    assert_eq!(Step { upstream: Upstream::None, ..case.step() }.objections(), []);
}

#[test]
fn staging_must_have_the_same_script_and_no_failed_one() {
    let mut case = Case::new();
    case.staging.as_mut().unwrap().rows[1].checksum = "0".repeat(64);
    case.objects("Migration 2 is another script than the one that staging has");
    let mut case = Case::new();
    case.staging.as_mut().unwrap().rows.push(Row { finished_at: None, ..row("3", "") });
    let (code, message) = case.objection();
    assert_eq!(code, Code::MigrationFailed);
    assert!(message.contains("Migration 3 began in staging"), "{message}");
}

#[test]
fn a_failed_migration_blocks_until_it_is_resolved() {
    let mut case = Case::new();
    case.history.rows.push(Row { finished_at: None, ..row("2", "") });
    assert_eq!(case.objection().0, Code::MigrationFailed);
    case.history.rows[1].rolled_back_at = Some(Timestamp::UNIX_EPOCH);
    assert_eq!(case.step().objections(), []);
}

#[test]
fn an_edited_migration_is_refused_even_where_nothing_is_pending() {
    let mut case = Case::new();
    case.history = applied(&["1", "2"]);
    assert_eq!(case.step().objections(), []);
    case.history.rows[0].checksum = "0".repeat(64);
    case.objects("Migration 1 was edited after it was applied in production");
}

#[test]
fn an_unknown_migration_is_refused_where_another_is_pending() {
    let mut case = Case::new();
    case.history = applied(&["0", "1"]);
    case.objects("Migration 0 was applied in production and is not in the folder");
    case.history = applied(&["1", "2", "3"]); // an older release is put back
    assert_eq!(case.step().objections(), []);
}

#[test]
fn a_migration_that_comes_too_late_is_refused() {
    let mut case = Case::new();
    case.history = applied(&["2"]);
    case.record = Some(record(&["1"], Outcome::Safe));
    case.objects("Migration 1 is pending in production and sorts before 2");
}

#[test]
fn production_wants_a_test_of_these_scripts_that_is_young_and_went_well() {
    let mut case = Case::new();
    case.record = None;
    case.objects("were not tested");
    assert_eq!(Step { test: Test::Waived, ..case.step() }.objections(), []);
    assert_eq!(Step { environment: Environment::Staging, ..case.step() }.objections(), []);
    case.record = Some(record(&["1"], Outcome::Safe));
    case.objects("other scripts than 2");
    case.record = Some(record(&["2"], Outcome::Failed));
    case.objects("failed");
    case.record = Some(record(&["2"], Outcome::Unsafe));
    case.objects("held others up");
    let mut case = Case::new();
    case.now += SignedDuration::from_hours(25);
    case.objects("25 hours old; 24 are allowed");
    case.now -= SignedDuration::from_hours(26);
    case.objects("in the future");
}

#[test]
fn all_objections_come_at_once_worst_first() {
    let mut case = Case::new();
    case.folder = folder(&["1", "2", "3"]);
    case.history.rows[0].checksum = "0".repeat(64);
    case.history.rows.push(Row { finished_at: None, ..row("2", "") });
    (case.staging, case.record) = (Some(applied(&["1"])), None);
    let codes: Vec<_> = case.step().objections().iter().map(|it| it.code).collect();
    assert_eq!(codes[..4], [Code::MigrationOrder; 4]);
    assert_eq!(codes[4..], [Code::MigrationFailed]);
}

#[test]
fn side_by_side_pending_is_in_order_and_a_skipped_environment_is_not() {
    let folder = folder(&["1", "2"]);
    let (one, both) = (applied(&["1"]), applied(&["1", "2"]));
    let of = |staging, production| {
        order(&folder, &[(Environment::Staging, staging), (Environment::Production, production)])
    };
    assert_eq!(of(&both, &one), []);
    let skipped = of(&one, &both);
    assert_eq!(skipped.len(), 1);
    assert!(skipped[0].message.starts_with("Migration 2 is applied in production and not in"));
}
