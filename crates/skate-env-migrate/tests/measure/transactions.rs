//! Scripts with their own `BEGIN` and `COMMIT`.

use skate_env_migrate::measure::LockMode;

use crate::fixture::Fixture;

#[test]
fn locks_are_held_to_the_end_of_their_transaction() {
    let fixture = Fixture::new();
    let measured = fixture.apply(
        "BEGIN ISOLATION LEVEL READ COMMITTED;\n\
         SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;\n\
         ALTER TABLE \"Team\" ADD COLUMN a int;\n\
         CREATE INDEX i ON \"User\" (points);\n\
         COMMIT;\n\
         ALTER TABLE \"Team\" ADD COLUMN b int;",
    );
    let locks: Vec<Vec<_>> = measured
        .iter()
        .map(|it| it.locks.iter().map(|it| (&*it.table.name, it.mode, it.earlier)).collect())
        .collect();
    let team = |earlier| ("Team", LockMode::AccessExclusive, earlier);
    assert_eq!(locks[2], [team(false)]);
    assert_eq!(locks[3], [team(true), ("User", LockMode::Share, false)]);
    assert_eq!(locks[5], [team(false)], "the second transaction is another");
    // The first waits for the index, too.
    assert!(measured[2].held_milliseconds >= measured[3].held_milliseconds);
    assert!(measured[3].held_milliseconds >= measured[3].milliseconds);
    assert_eq!(fixture.ask("SELECT count(*) FROM pg_class WHERE relname = 'i'"), "1");
}

#[test]
fn savepoints_and_explicit_locks_are_what_they_are_in_the_file() {
    let fixture = Fixture::new();
    let measured = fixture.apply(
        "BEGIN;\nSAVEPOINT s;\nLOCK TABLE \"Log\" IN EXCLUSIVE MODE;\n\
         ROLLBACK TO s;\nDROP TABLE \"Team\";\nCOMMIT;",
    );
    assert_eq!(measured[2].locks[0].mode, LockMode::Exclusive);
    assert_eq!(measured[4].locks[0].table.name, "Team");
    // Without a transaction PostgreSQL refuses it, as it will for Prisma.
    let applied = fixture.try_apply("LOCK TABLE \"Log\";").unwrap();
    assert_eq!(applied.failure.unwrap().sqlstate.as_deref(), Some("25P01"));
}
