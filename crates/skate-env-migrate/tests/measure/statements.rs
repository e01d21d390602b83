//! Lock mode and impact of common statements, and what counts as a rewrite.

use std::time::Duration;

use skate_env_migrate::measure::{
    Impact::{self, BriefLock, Harmless, Rewrite},
    LockMode::{self, AccessExclusive, Share, ShareRowExclusive, ShareUpdateExclusive},
    MeasuredStatement, impact_of,
};

use crate::fixture::{Fixture, ROWS};

/// A limit that no statement exceeds.
const NO_LIMIT: Duration = Duration::from_hours(1);

const USER: &[&str] = &["User"];
const BOTH: &[&str] = &["Team", "User"];
/// A statement, its strongest lock mode, the tables that it locks, and its impact.
const CASES: &[(&str, LockMode, &[&str], Impact)] = &[
    (r#"ALTER TABLE "User" ADD COLUMN a text"#, AccessExclusive, USER, BriefLock),
    (
        r#"ALTER TABLE "User" ADD COLUMN b text NOT NULL DEFAULT 'u'"#,
        AccessExclusive,
        USER,
        BriefLock,
    ),
    (
        r#"ALTER TABLE "User" ADD COLUMN c uuid NOT NULL DEFAULT gen_random_uuid()"#,
        AccessExclusive,
        USER,
        Rewrite,
    ),
    (r#"ALTER TABLE "User" ALTER COLUMN points TYPE bigint"#, AccessExclusive, USER, Rewrite),
    (r#"ALTER TABLE "User" ALTER COLUMN code TYPE varchar(20)"#, AccessExclusive, USER, BriefLock),
    (r#"ALTER TABLE "User" ALTER COLUMN code TYPE text"#, AccessExclusive, USER, BriefLock),
    (r#"ALTER TABLE "User" ALTER COLUMN email SET NOT NULL"#, AccessExclusive, USER, BriefLock),
    (r#"CREATE INDEX i ON "User" (points)"#, Share, USER, BriefLock),
    (r#"CREATE UNIQUE INDEX u ON "User" (email)"#, Share, USER, BriefLock),
    (r#"CREATE INDEX CONCURRENTLY k ON "User" (code)"#, ShareUpdateExclusive, USER, Harmless),
    (
        r#"ALTER TABLE "User" ADD CONSTRAINT f FOREIGN KEY (team) REFERENCES "Team" (id)"#,
        ShareRowExclusive,
        BOTH,
        BriefLock,
    ),
    (
        r#"ALTER TABLE "User" ADD CONSTRAINT n FOREIGN KEY (other_team) REFERENCES "Team" (id) NOT VALID"#,
        ShareRowExclusive,
        BOTH,
        BriefLock,
    ),
    (r#"ALTER TABLE "User" DROP COLUMN b"#, AccessExclusive, USER, BriefLock),
    (r#"ALTER TABLE "User" RENAME COLUMN a TO d"#, AccessExclusive, USER, BriefLock),
    ("DROP INDEX i", AccessExclusive, USER, BriefLock),
    ("REINDEX INDEX \"User_pkey\"", AccessExclusive, USER, BriefLock),
    (r#"VACUUM "User""#, ShareUpdateExclusive, USER, Harmless),
    (r#"VACUUM FULL "User""#, AccessExclusive, USER, Rewrite),
];

/// The strongest lock mode, and the tables that have it.
fn strongest(measured: &MeasuredStatement) -> Option<(LockMode, Vec<&str>)> {
    let mode = measured.strongest()?.mode;
    let under = measured.locks.iter().filter(|lock| lock.mode == mode);
    Some((mode, under.map(|lock| lock.table.name.as_str()).collect()))
}

#[test]
fn each_statement_has_its_lock_and_its_impact() {
    let fixture = Fixture::new();
    let script: Vec<_> = CASES.iter().map(|(statement, ..)| *statement).collect();
    let measured = fixture.apply(&script.join(";\n"));
    assert_eq!(measured.len(), CASES.len());
    for (measured, (statement, mode, tables, impact)) in measured.iter().zip(CASES) {
        assert_eq!(strongest(measured), Some((*mode, tables.to_vec())), "{statement}");
        assert_eq!(impact_of(measured, NO_LIMIT), *impact, "{statement}");
        let rewritten: Vec<_> = measured.rewritten.iter().map(|it| it.name.as_str()).collect();
        let expected = if *impact == Rewrite { USER } else { &[] };
        assert_eq!(rewritten, expected, "{statement}");
        let without = statement.contains("CONCURRENTLY") || statement.starts_with("VACUUM");
        assert_eq!(measured.watched, without, "{statement}");
    }
    let scanned = |index: usize| measured[index].scanned.iter().any(|scan| scan.table == "User");
    assert_eq!([0, 1, 4, 5, 11, 12, 13].map(scanned), [false; 7], "only the catalogue changes");
    assert_eq!([2, 3, 6, 7, 8, 10].map(scanned), [true; 6], "every row was read");
    assert_eq!(measured[6].scanned[0].rows, ROWS);
    assert_eq!(measured[2].rewritten[0].rows, Some(ROWS));
}

#[test]
fn rows_are_counted_and_a_table_that_was_emptied_was_not_rewritten() {
    let fixture = Fixture::new();
    let measured = fixture.apply(
        "UPDATE \"User\" SET name = 'm' WHERE id <= 1000;\n\
         DELETE FROM \"Log\" WHERE line <> '';\n\
         INSERT INTO \"Log\" SELECT 'x' FROM generate_series(1, 7);\n\
         TRUNCATE \"Log\";",
    );
    let rows: Vec<_> = measured.iter().map(|it| (it.rows, it.locks_rows)).collect();
    assert_eq!(rows, [(1000, true), (1000, true), (7, false), (0, false)]);
    assert_eq!(strongest(&measured[0]), Some((LockMode::RowExclusive, vec!["User"])));
    let impacts: Vec<_> = measured.iter().map(|it| impact_of(it, NO_LIMIT)).collect();
    assert_eq!(impacts, [Harmless, Harmless, Harmless, BriefLock]);
    assert_eq!(impact_of(&measured[0], Duration::ZERO), Impact::LongLock);
    assert_eq!((measured[3].emptied.len(), measured[3].rewritten.len()), (1, 0));
}

#[test]
fn new_tables_have_no_locks() {
    let fixture = Fixture::new();
    let measured = fixture.apply(
        "CREATE TYPE \"Role\" AS ENUM ('A', 'B');\n\
         CREATE TABLE \"Order\" (id serial PRIMARY KEY, role \"Role\" NOT NULL DEFAULT 'A');\n\
         INSERT INTO \"Order\" SELECT FROM generate_series(1, 10);\n\
         ALTER TABLE \"Order\" ALTER COLUMN id TYPE bigint;\n\
         CREATE INDEX o ON \"Order\" (role);\n\
         CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END; $$;\n\
         ALTER TYPE \"Role\" ADD VALUE 'C';\n\
         INSERT INTO \"Order\" (role) VALUES ('C');",
    );
    assert_eq!(measured.len(), 8);
    for statement in &measured {
        assert_eq!(statement.locks, [], "{}", statement.excerpt);
        assert_eq!(impact_of(statement, Duration::ZERO), Harmless, "{}", statement.excerpt);
    }
}

#[test]
fn a_body_is_one_statement_and_may_commit() {
    let fixture = Fixture::new();
    let measured = fixture.apply(
        "DO $$ BEGIN UPDATE \"Team\" SET id = id + 0; PERFORM 1; END $$;\n\
         DO $$ BEGIN FOR i IN 1..300 LOOP\n\
           UPDATE \"User\" SET name = 'o' WHERE id <= 2000; COMMIT;\n\
         END LOOP; END $$;",
    );
    assert_eq!(strongest(&measured[0]), Some((LockMode::RowExclusive, vec!["Team"])));
    assert_eq!(strongest(&measured[1]), Some((LockMode::RowExclusive, vec!["User"])));
    assert_eq!((measured[0].watched, measured[1].watched), (false, true));
}
