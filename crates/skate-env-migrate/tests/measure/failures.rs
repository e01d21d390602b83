//! Migrations that fail: what they leave in the database, and the reported error.

use skate_env_core::Code;
use skate_env_migrate::measure::MigrationFailure;

use crate::fixture::Fixture;

#[track_caller]
fn failure(fixture: &Fixture, script: &str) -> MigrationFailure {
    fixture.try_apply(script).unwrap().failure.unwrap()
}

#[test]
fn a_file_without_begin_leaves_what_came_before() {
    let fixture = Fixture::new();
    let script = "CREATE TYPE \"Role\" AS ENUM ('A');\nALTER TABLE \"Team\" ADD COLUMN r \"Role\";\n\
                  ALTER TABLE \"Nobody\" ADD COLUMN a int;\nDROP TABLE \"Log\";";
    let failed = failure(&fixture, script);
    assert_eq!((failed.line, failed.sqlstate.as_deref()), (3, Some("42P01")));
    assert_eq!((failed.kept.clone(), failed.undone.clone()), (vec![1, 2], vec![3]));
    assert_eq!(failed.not_run, [4]);
    assert_eq!(failed.message, "relation \"Nobody\" does not exist");
    assert_eq!(
        failed.leftovers(),
        "The statements at lines 1, 2 stay applied, the others are not."
    );
    let columns = "SELECT count(*) FROM pg_attribute WHERE attname = 'r' AND NOT attisdropped";
    assert_eq!(fixture.ask(columns), "1");
}

#[test]
fn a_file_with_begin_leaves_nothing() {
    let fixture = Fixture::new();
    let script = "BEGIN;\nCREATE TYPE \"Role\" AS ENUM ('A');\n\
                  ALTER TABLE \"Nobody\" ADD COLUMN a int;\nCOMMIT;";
    let failed = failure(&fixture, script);
    assert_eq!((failed.kept.clone(), failed.undone.clone()), (vec![], vec![1, 2, 3]));
    assert_eq!(
        (failed.not_run.clone(), failed.leftovers()),
        (vec![4], "It leaves no changes.".into())
    );
    assert_eq!(fixture.ask("SELECT count(*) FROM pg_type WHERE typname = 'Role'"), "0");
}

#[test]
fn what_was_committed_before_a_begin_stays() {
    let fixture = Fixture::new();
    let failed =
        failure(&fixture, "DROP TABLE \"Log\";\nBEGIN;\nDROP TABLE \"Team\";\nSELECT 1/0;");
    assert_eq!((failed.kept, failed.undone), (vec![1], vec![2, 3, 4]));
    assert_eq!(fixture.ask("SELECT count(*) FROM pg_class WHERE relname IN ('Log', 'Team')"), "1");
}

#[test]
fn a_transaction_that_is_never_committed_is_a_failure() {
    let fixture = Fixture::new();
    let failed = failure(&fixture, "SELECT 1;\nBEGIN;\nDROP TABLE \"Team\";\n");
    assert_eq!((failed.line, failed.sqlstate, failed.kept), (2, None, vec![1]));
    assert_eq!(fixture.ask("SELECT count(*) FROM pg_class WHERE relname = 'Team'"), "1");
}

#[test]
fn a_constraint_that_is_checked_at_the_end_fails_there() {
    let fixture = Fixture::new();
    fixture.execute(
        "ALTER TABLE \"User\" ADD FOREIGN KEY (team) REFERENCES \"Team\" DEFERRABLE INITIALLY DEFERRED",
    );
    let failed = failure(&fixture, "SELECT 1;\nDELETE FROM \"Team\" WHERE id = 1;");
    assert_eq!((failed.line, failed.sqlstate.as_deref()), (2, Some("23503")));
    assert_eq!(fixture.ask("SELECT count(*) FROM \"Team\""), "100");
}

#[test]
fn an_index_that_stays_behind_invalid_is_named() {
    let fixture = Fixture::new();
    let script = "SELECT 1;\nCREATE UNIQUE INDEX CONCURRENTLY i ON \"User\" (team);";
    let failed = failure(&fixture, script);
    assert_eq!((failed.line, failed.sqlstate.as_deref()), (2, Some("23505")));
    assert_eq!(failed.invalid_indexes, ["i"]);
    assert!(failed.leftovers().ends_with("It leaves the invalid index i: drop it."));
    let again = failure(&fixture, "SELECT 1/0;");
    assert_eq!(again.invalid_indexes.len(), 0, "it was there before");
}

#[test]
fn a_file_that_allows_no_transaction_inside_one_fails_as_it_will() {
    let fixture = Fixture::new();
    let failed =
        failure(&fixture, "BEGIN;\nCREATE INDEX CONCURRENTLY i ON \"User\" (team);\nCOMMIT;");
    assert_eq!((failed.line, failed.sqlstate.as_deref()), (2, Some("25001")));
}

#[test]
fn what_cannot_be_parsed_fails_whole() {
    let fixture = Fixture::new();
    let failed = failure(&fixture, "DROP TABLE \"Team\";\nDROP TABEL \"Log\";");
    assert_eq!((failed.line, failed.sqlstate.as_deref()), (1, Some("42601")));
    assert_eq!(failed.leftovers(), "It leaves no changes.");
    assert_eq!(fixture.ask("SELECT count(*) FROM pg_class WHERE relname = 'Team'"), "1");
}

#[test]
fn no_value_of_a_row_is_said() {
    let fixture = Fixture::new();
    for script in [
        "ALTER TABLE \"User\" ALTER COLUMN email TYPE int USING email::int;",
        "INSERT INTO \"User\" SELECT * FROM \"User\" LIMIT 1;",
        "CREATE UNIQUE INDEX i ON \"User\" ((left(email, 7)));",
        "DO $$ BEGIN RAISE '%', (SELECT email FROM \"User\" LIMIT 1); END $$;",
        "DO $$ BEGIN EXECUTE (SELECT 'SELECT * FROM \"' || email || '\"' FROM \"User\" LIMIT 1); END $$;",
    ] {
        let failed = failure(&fixture, script);
        assert!(!failed.message.contains("c4n4ry"), "{script}: {}", failed.message);
    }
}

#[test]
fn the_end_of_the_session_is_no_answer_about_the_migration() {
    let fixture = Fixture::new();
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
               WHERE query LIKE 'SELECT pg_sleep(600)%' AND pid <> pg_backend_pid()";
    for script in ["SELECT pg_sleep(600);", "BEGIN;\nSELECT pg_sleep(600);\nCOMMIT;"] {
        let (applied, ()) =
            fixture.meanwhile(
                script,
                async |client| {
                    while client.query(end, &[]).await.unwrap().is_empty() {}
                },
            );
        assert_eq!(applied.unwrap_err().code(), Code::DatabaseUnavailable, "{script}");
    }
}
