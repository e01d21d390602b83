//! `skate-env migrate deploy` and `migrate status` by their exact output. Prisma is a stand-in that
//! waits: the test itself does Prisma's work in the database, and says how it ends. Real Prisma is
//! in `cargo xtask test migrations`.

use std::{fs, os::unix::fs::PermissionsExt as _, path::PathBuf, thread};

use skate_env_migrate::Folder;
use tokio::runtime::Runtime;
use tokio_postgres::NoTls;

use crate::{
    branch::{BranchFixture, until},
    harness::{CANARY, Ending},
};

/// Says which URL it was given, and waits until somebody says how it ends.
const PRISMA: &str = r#"#!/bin/sh
echo "$DATABASE_URL" > "$0.part" && mv "$0.part" "$0.url"
while [ ! -e "$0.end" ]; do sleep 0.02; done
exit "$(cat "$0.end")"
"#;
const NAME: &str = "20260101000000_users";
const SCRIPT: &str = "CREATE TABLE users (id int);\nCREATE TABLE orders (id int);\n";
/// As Prisma makes it.
const TABLE: &str = "CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY NOT NULL, \
    checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL, \
    logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), \
    applied_steps_count int NOT NULL DEFAULT 0);";

/// On a branch of one's own, with a migration.
fn fixture() -> BranchFixture {
    let fixture = BranchFixture::new()
        .with_record()
        .file("package.json", r#"{"name":"shop"}"#)
        .file("node_modules/.bin/prisma", PRISMA)
        .file("prisma/schema.prisma", "datasource db {\n  provider = \"postgresql\"\n}\n")
        .file(&format!("prisma/migrations/{NAME}/migration.sql"), SCRIPT);
    fs::set_permissions(prisma(&fixture, ""), fs::Permissions::from_mode(0o755)).unwrap();
    fixture.json("branch create feature/x --no-migrate --no-seed");
    fixture
}

fn prisma(fixture: &BranchFixture, end: &str) -> PathBuf {
    fixture.project.path().join(format!("node_modules/.bin/prisma{end}"))
}

fn checksum(fixture: &BranchFixture) -> String {
    let folder = Folder::read(&fixture.project.path().join("prisma/migrations")).unwrap();
    folder.migrations[0].checksum()
}

/// Deploys while a Prisma runs this in the database and ends with this exit code.
fn deploys(fixture: &BranchFixture, work: &str, code: u8) -> Ending {
    for end in [".url", ".end"] {
        let _ = fs::remove_file(prisma(fixture, end));
    }
    thread::scope(|scope| {
        let run = scope.spawn(|| fixture.ends("migrate deploy"));
        until("Prisma's start", || prisma(fixture, ".url").exists());
        let url = fs::read_to_string(prisma(fixture, ".url")).unwrap();
        Runtime::new().unwrap().block_on(async {
            let (client, connection) = tokio_postgres::connect(url.trim(), NoTls).await.unwrap();
            let connection = tokio::spawn(connection);
            client.batch_execute(work).await.unwrap();
            drop(client);
            let _ = connection.await;
        });
        fs::write(prisma(fixture, ".end"), code.to_string()).unwrap();
        run.join().unwrap()
    })
}

#[track_caller]
fn assert_ends(found: &Ending, exit: i32, stdout: &str, error: &str) {
    assert_eq!(found.exit, exit, "{found}");
    assert_eq!(found.stdout, stdout, "{found}");
    let said = found.stderr.strip_prefix(STEPS).unwrap_or_else(|| panic!("{found}"));
    assert_eq!(said, error);
}

const STEPS: &str = "Connecting to development\nTaking the deployment lock\n\
    Applying migrations\n";

fn row(checksum: &str, finished: &str, logs: &str) -> String {
    format!(
        "{TABLE} INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, logs) \
         VALUES ('1', '{checksum}', {finished}, '{NAME}', {logs});"
    )
}

#[test]
fn migrations_count_as_applied_when_the_database_says_so() {
    let fixture = fixture();
    fixture.prints(
        "migrate deploy --dry-run",
        0,
        "environment  development\nwould apply  20260101000000_users\n",
        "Connecting to development\n",
    );
    fixture.prints(
        "migrate status -e development",
        0,
        "migration             development\n20260101000000_users  pending\n\nIn order.\n",
        "",
    );
    let done = deploys(&fixture, &row(&checksum(&fixture), "now()", "NULL"), 0);
    let applied = "environment  development\napplied      20260101000000_users\n";
    assert_ends(&done, 0, applied, "");
    let url = fs::read_to_string(prisma(&fixture, ".url")).unwrap();
    assert!(url.contains("lock_timeout%3D5000") && url.contains("application_name%3Dskate-env-"));
    let again = "environment  development\nmigrations   nothing is pending\n";
    let steps = STEPS.replace("Applying migrations\n", "");
    fixture.prints("migrate deploy", 0, again, &steps);
    let answer = fixture.json("migrate deploy");
    assert_eq!(answer["pending"], serde_json::json!([]));
    assert_eq!(answer["restore_point"], serde_json::Value::Null);
    let status = fixture.json("migrate status -e development");
    assert_eq!(status["migrations"][0]["environments"][0]["state"], "applied");
    // Four deployments, one of them dry, and two reads of the history.
    assert_eq!(fixture.project.verified(), vec![("development".to_owned(), None); 6]);
}

#[test]
fn success_that_only_prisma_reports_is_an_error() {
    let fixture = fixture();
    let nothing = deploys(&fixture, "SELECT 1", 0);
    assert_ends(
        &nothing,
        1,
        "",
        "error: Not applied: 20260101000000_users. `prisma migrate deploy` reports success. \
         [migration_failed]\n  help: None of them was started. Fix what Prisma names, then run \
         the same command again.\n",
    );
    let other = deploys(&fixture, &row(&"0".repeat(64), "now()", "NULL"), 0);
    assert_eq!(other.exit, 1);
    assert!(other.stderr.contains("with another script than the one that was checked"), "{other}");
    // From now on it is an edited one, whoever asks.
    let (exit, code) = fixture.error("migrate deploy");
    assert_eq!((exit, &*code), (3, "migration_order"));
    let status = fixture.run("migrate status -e development").ends();
    assert_eq!(status.exit, 3);
    assert!(status.stdout.contains("edited") && status.stdout.contains("Not in order"), "{status}");
}

#[test]
fn a_failed_migration_reports_what_is_left_and_how_to_recover() {
    let fixture = fixture();
    let logs = format!(
        "E'A migration failed to apply.\\n\\nDatabase error code: 42P07\\n\\nDatabase error:\\n\
         ERROR: relation \"users\" already exists\\nDETAIL: Key (email)=({CANARY}).'"
    );
    let failed = deploys(&fixture, &row(&checksum(&fixture), "NULL", &logs), 1);
    assert_ends(
        &failed,
        1,
        "",
        "error: Migration 20260101000000_users failed: relation \"users\" already exists \
         (42P07). It may be partly applied: the statements before the one that failed may \
         remain. Prisma counts 0 of its steps as applied. [migration_failed]\n  help: Undo by \
         hand what remains, run `skate-env run -e development -- npx prisma migrate resolve \
         --rolled-back 20260101000000_users`, fix the script, and run `skate-env migrate deploy -e \
         development`. Or delete the data: `skate-env run -e development -- npx prisma migrate \
         reset`.\n",
    );
    // Before it is mended, nobody is let near it.
    let (exit, code) = fixture.error("migrate deploy");
    assert_eq!((exit, &*code), (1, "migration_failed"));
}

#[test]
fn a_lock_timeout_has_its_own_code() {
    let fixture = fixture();
    let logs = "E'Database error code: 55P03\\nERROR: canceling statement due to lock timeout'";
    let ended = deploys(&fixture, &row(&checksum(&fixture), "NULL", logs), 1);
    assert_eq!(ended.exit, 5, "{ended}");
    assert!(ended.stderr.contains("gave up waiting for a lock"), "{ended}");
    assert!(ended.stderr.contains("[migration_locked]"), "{ended}");
}

#[test]
fn a_project_without_prisma_is_an_error() {
    let fixture = fixture();
    fs::remove_file(prisma(&fixture, "")).unwrap();
    fixture.prints(
        "migrate deploy",
        1,
        "",
        "error: Prisma is not installed here: there is no node_modules/.bin/prisma. \
         [not_started]\n  help: Install the project's packages first: `npm ci`.\n",
    );
}
