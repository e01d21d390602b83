//! `skate-env migrate test` against a control plane on this machine: the copy is gone afterwards,
//! whatever happened.

mod interruptions;

use std::{fs, os::unix::fs::PermissionsExt as _};

use serde_json::Value;

use crate::branch::BranchFixture;

const SCHEMA: &str = "datasource db {\n  provider = \"postgresql\"\n}\n";
const FIRST: &str = "CREATE TABLE \"User\" (id int PRIMARY KEY, code varchar(10));\n";

/// What staging has: the first migration as Prisma applied it, and rows.
const STAGING: &str = "
    SET search_path = public;
    CREATE TABLE _prisma_migrations (
        id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz,
        migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
        started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count int NOT NULL DEFAULT 0
    );
    INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name)
        VALUES ('1', repeat('0', 64), now(), '1_users');
    CREATE TABLE \"User\" (id int PRIMARY KEY, code varchar(10));
    INSERT INTO \"User\" SELECT i, 'c4n4ry' FROM generate_series(1, 5000) i;
    ANALYZE \"User\";";

/// A project with pending migrations after the first.
fn fixture(pending: &[(&str, &str)]) -> BranchFixture {
    let fixture = BranchFixture::new();
    fixture.execute("staging", STAGING);
    let all = [("1_users", FIRST)].into_iter().chain(pending.iter().copied());
    all.fold(fixture.file("prisma/schema.prisma", SCHEMA), |fixture, (name, script)| {
        fixture.file(&format!("prisma/migrations/{name}/migration.sql"), script)
    })
}

fn record(fixture: &BranchFixture) -> Value {
    let path = fixture.project.path().join(".skate-env/migrate-test.json");
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Milliseconds become `MS`, sizes `SIZE`, and columns are as wide as they may be.
fn plain(text: &str) -> String {
    let masked = |word: &str| match word.strip_prefix('(').unwrap_or(word).split_once('.') {
        Some((whole, _)) if whole.parse::<u64>().is_ok() => "MS".to_owned(),
        _ => word.to_owned(),
    };
    let line = |line: &str| {
        let words: Vec<_> = line.split_whitespace().map(masked).collect();
        words.join(" ").replace("221 kB", "SIZE").replace("229 kB", "SIZE")
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn each_statement_is_shown_and_the_record_is_written() {
    let fixture = fixture(&[(
        "2_codes",
        "-- AlterTable\nALTER TABLE \"User\" ALTER COLUMN code TYPE varchar(20);\n\
         ALTER TABLE \"User\" ALTER COLUMN id TYPE bigint;\n\
         CREATE TABLE \"Team\" (id int PRIMARY KEY);\n",
    )])
    .with_record();
    let ending = fixture.ends("migrate test --limit 600000");
    assert_eq!(
        (ending.exit, plain(&ending.stdout).trim()),
        (
            0,
            "2_codes
line statement ms lock tables verdict
2 ALTER TABLE \"User\" ALTER COLUMN code TYPE varchar(20) MS ACCESS EXCLUSIVE User (about 5000 rows, SIZE) brief lock
3 ALTER TABLE \"User\" ALTER COLUMN id TYPE bigint MS ACCESS EXCLUSIVE User (about 5000 rows, SIZE) rewrite
4 CREATE TABLE \"Team\" (id int PRIMARY KEY) MS – – harmless
line 2: reads and writes of User wait MS ms)
line 3: reads and writes of User wait MS ms); every row of User is rewritten
line 2: flagged by changing-column-type: measured MS ms, no rewrite
line 3: flagged by changing-column-type: measured MS ms, a rewrite

Measured on a copy of staging on this machine; times differ elsewhere.
Record: .skate-env/migrate-test.json"
        ),
        "{ending}"
    );
    let stderr = ending.stderr.split("test/migrate-").next().unwrap();
    assert_eq!(
        stderr,
        "Copying `staging` on this machine\nConnecting to the copy\nMeasuring 2_codes\nDeleting `"
    );
    assert_eq!(fixture.names(), ["main", "staging"]);

    let record = record(&fixture);
    assert_eq!((&record["outcome"], &record["compute"]), (&"safe".into(), &"local".into()));
    assert_eq!(record["source"]["name"], "staging");
    assert_eq!(record["migrations"][0]["name"], "2_codes");
    assert_eq!(record["migrations"].as_array().unwrap().len(), 1);
    let ignored = fs::read_to_string(fixture.project.path().join(".skate-env/.gitignore"));
    assert_eq!(ignored.unwrap(), "*\n");
    assert_eq!(fixture.project.verified(), [("testing".to_owned(), None)]);
}

#[test]
fn a_failed_migration_reports_what_it_would_leave() {
    let fixture = fixture(&[
        ("2_codes", "ALTER TABLE \"User\" ADD COLUMN a int;\nDROP TABLE \"Nobody\";\n"),
        ("3_more", "SELECT 1;"),
    ]);
    let ending = fixture.ends("migrate test --record record.json");
    assert_eq!(ending.exit, 1, "{ending}");
    assert!(
        ending.stderr.ends_with(
            "error: 2_codes fails at line 2: table \"Nobody\" does not exist (SQLSTATE 42P01). \
             [migration_failed]\n  help: Fix it, then test again. If it is applied like this: The \
             statement at line 1 stays applied, the others are not.\n"
        ),
        "{ending}"
    );
    assert!(ending.stdout.contains("\n3_more\nnot run\n"), "{ending}");
    assert_eq!(fixture.names(), ["main", "staging"]);
    let record = fs::read(fixture.project.path().join("record.json")).unwrap();
    let record: Value = serde_json::from_slice(&record).unwrap();
    assert_eq!(record["outcome"], "failed");
    assert!(!fixture.project.path().join(".skate-env/migrate-test.json").exists());
}

#[test]
fn exceeding_the_limit_fails_unless_report_only() {
    let fixture = fixture(&[("2_codes", "ALTER TABLE \"User\" ADD COLUMN a int;")]);
    assert_eq!(fixture.error("migrate test --limit 0"), (1, "unsafe_migration".to_owned()));
    assert_eq!(record(&fixture)["outcome"], "unsafe");
    let data = fixture.json("migrate test --limit 0 --report-only");
    let statement = &data["migrations"][0]["statements"][0];
    assert_eq!((&data["outcome"], &statement["verdict"]), (&"unsafe".into(), &"long_lock".into()));
    assert_eq!(statement["blocks"][0], "reads and writes of User wait");
    assert_eq!(statement["locks"][0]["mode"], "access_exclusive");
    assert_eq!(statement["locks"][0]["rows"], 5000);

    // Nothing is pending once it is there.
    fs::remove_dir_all(fixture.project.path().join("prisma/migrations/2_codes")).unwrap();
    let data = fixture.json("migrate test --limit 0");
    assert_eq!((&data["outcome"], &data["migrations"]), (&"safe".into(), &Value::Array(vec![])));
    assert_eq!(fixture.names(), ["main", "staging"]);
}

#[test]
fn keep_is_refused_for_a_copy_of_production() {
    let fixture = fixture(&[("2_codes", "SELECT 1;")]);
    let data = fixture.json("migrate test --keep");
    let copy = data["copy"].as_str().unwrap();
    assert!(copy.starts_with("test/migrate-"), "{copy}");
    let branches = fixture.branches();
    let kept = branches.iter().find(|it| it.name == copy).unwrap();
    assert!(kept.expires_at.is_some());
    // It was only just used: it is no leftover.
    fixture.json("migrate test");
    assert_eq!(fixture.names(), ["main", "staging", copy]);
    assert_eq!(fixture.error("migrate test --keep --from production"), (2, "usage".to_owned()));
    assert_eq!(fixture.error("migrate test -e staging"), (2, "usage".to_owned()));
    let unknown = fixture.error("migrate test --from nobody");
    assert_eq!(unknown, (1, "unknown_branch".to_owned()));
}

#[test]
fn production_can_be_copied_unless_a_migration_failed_there() {
    let fixture = fixture(&[("2_codes", "ALTER TABLE \"User\" ADD COLUMN a int;")]);
    fixture.execute("main", STAGING);
    let data = fixture.json("migrate test --from production");
    assert_eq!((&data["source"], &data["outcome"]), (&"main".into(), &"safe".into()));
    fixture.execute("main", "UPDATE public._prisma_migrations SET finished_at = NULL");
    let failed = fixture.ends("migrate test --from production");
    assert_eq!(failed.exit, 1, "{failed}");
    assert!(
        failed.stderr.contains("error: Migration 1_users failed on the source earlier, "),
        "{failed}"
    );
    assert_eq!(fixture.names(), ["main", "staging"]);
}
