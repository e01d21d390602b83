//! Table locks: reads them from `pg_locks`, and describes what they block.

use std::{collections::BTreeMap, fmt};

use serde::Serialize;
use tokio_postgres::Client;

use super::{Table, relations::Relations};

/// A lock mode, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LockMode {
    /// Taken by SELECT.
    AccessShare,
    /// Taken by SELECT FOR UPDATE.
    RowShare,
    /// Taken by INSERT, UPDATE and DELETE.
    RowExclusive,
    /// Taken by VACUUM and CREATE INDEX CONCURRENTLY.
    ShareUpdateExclusive,
    /// Taken by CREATE INDEX.
    Share,
    /// Taken by a new foreign key, on both of its tables.
    ShareRowExclusive,
    /// Taken by REFRESH MATERIALIZED VIEW CONCURRENTLY.
    Exclusive,
    /// Taken by most forms of ALTER TABLE.
    AccessExclusive,
}

/// A lock on an existing table, held by the transaction of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lock {
    /// The table, or another relation that applications read.
    #[serde(flatten)]
    pub table: Table,
    /// The strongest mode; a lock on an index counts for its table.
    pub mode: LockMode,
    /// Whether an earlier statement of the same transaction took the lock.
    pub earlier: bool,
}

impl LockMode {
    const ALL: [(Self, &'static str, &'static str); 8] = [
        (Self::AccessShare, "AccessShareLock", "ACCESS SHARE"),
        (Self::RowShare, "RowShareLock", "ROW SHARE"),
        (Self::RowExclusive, "RowExclusiveLock", "ROW EXCLUSIVE"),
        (Self::ShareUpdateExclusive, "ShareUpdateExclusiveLock", "SHARE UPDATE EXCLUSIVE"),
        (Self::Share, "ShareLock", "SHARE"),
        (Self::ShareRowExclusive, "ShareRowExclusiveLock", "SHARE ROW EXCLUSIVE"),
        (Self::Exclusive, "ExclusiveLock", "EXCLUSIVE"),
        (Self::AccessExclusive, "AccessExclusiveLock", "ACCESS EXCLUSIVE"),
    ];

    /// Whether reads or writes of an application wait for it.
    #[must_use]
    pub fn blocks(self) -> bool {
        self >= Self::Share
    }

    /// The mode by its name in `pg_locks`. An unknown name counts as the strongest mode.
    fn of_catalog(name: &str) -> Self {
        let known = Self::ALL.into_iter().find(|(_, catalog, _)| *catalog == name);
        known.map_or(Self::AccessExclusive, |(mode, ..)| mode)
    }
}

impl fmt::Display for LockMode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = Self::ALL.into_iter().find(|(mode, ..)| mode == self);
        formatter.write_str(known.map_or("", |(.., name)| name))
    }
}

impl Lock {
    /// What waits while it is held, as a phrase.
    #[must_use]
    pub fn effect(&self) -> String {
        let table = &self.table.name;
        match self.mode {
            LockMode::AccessExclusive => format!("reads and writes of {table} wait"),
            LockMode::Exclusive => format!("writes to {table} wait, and so does SELECT FOR UPDATE"),
            LockMode::ShareRowExclusive => {
                format!("writes to {table} wait, and so do other schema changes")
            }
            LockMode::Share => format!("writes to {table} wait"),
            LockMode::ShareUpdateExclusive => {
                format!("only VACUUM and other schema changes of {table} wait")
            }
            LockMode::RowExclusive | LockMode::RowShare | LockMode::AccessShare => {
                format!("only schema changes of {table} wait")
            }
        }
    }
}

/// The strongest lock on each relation, by OID.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct HeldLocks(BTreeMap<u32, LockMode>);

const OF_PROCESS: &str = "
    SELECT l.relation, l.mode
    FROM pg_catalog.pg_locks l
    JOIN pg_catalog.pg_database d ON d.oid = l.database AND d.datname = current_database()
    WHERE l.locktype = 'relation' AND l.granted AND l.pid = $1";

impl HeldLocks {
    /// Reads the locks that a server process holds now.
    pub(super) async fn read(client: &Client, process: i32) -> Result<Self, tokio_postgres::Error> {
        let mut held = Self::default();
        for row in client.query(OF_PROCESS, &[&process]).await? {
            held.add(row.get(0), LockMode::of_catalog(row.get(1)));
        }
        Ok(held)
    }

    /// Adds the locks that were held at another moment.
    pub(super) fn join(&mut self, other: &Self) {
        for (relation, mode) in &other.0 {
            self.add(*relation, *mode);
        }
    }

    fn add(&mut self, relation: u32, mode: LockMode) {
        let held = self.0.entry(relation).or_insert(mode);
        *held = mode.max(*held);
    }

    /// The locks on existing relations, strongest first. `earlier`: locks held before the statement.
    pub(super) fn on(&self, existing: &Relations, earlier: &Self) -> Vec<Lock> {
        let (now, before) = (self.by_table(existing), earlier.by_table(existing));
        let lock = |(number, mode): (u32, LockMode)| {
            let earlier = before.get(&number).is_some_and(|held| *held >= mode);
            Some(Lock { table: existing.table(number)?, mode, earlier })
        };
        let mut locks: Vec<Lock> = now.into_iter().filter_map(lock).collect();
        locks.sort_by(|one, other| {
            (other.mode, &one.table.name).cmp(&(one.mode, &other.table.name))
        });
        locks
    }

    fn by_table(&self, existing: &Relations) -> BTreeMap<u32, LockMode> {
        let mut tables = Self::default();
        for (relation, mode) in &self.0 {
            if let Some(table) = existing.owner(*relation) {
                tables.add(table, *mode);
            }
        }
        tables.0
    }
}

#[cfg(test)]
mod tests {
    use super::{super::relations::tests::relation, *};

    #[test]
    fn an_unknown_mode_counts_as_the_strongest() {
        assert_eq!(LockMode::of_catalog("ShareRowExclusiveLock"), LockMode::ShareRowExclusive);
        assert_eq!(LockMode::of_catalog("SomeNewLock"), LockMode::AccessExclusive);
        assert_eq!(LockMode::ShareUpdateExclusive.to_string(), "SHARE UPDATE EXCLUSIVE");
        let blocking: Vec<_> =
            LockMode::ALL.into_iter().map(|(mode, ..)| mode).filter(|mode| mode.blocks()).collect();
        assert_eq!(
            blocking,
            [
                LockMode::Share,
                LockMode::ShareRowExclusive,
                LockMode::Exclusive,
                LockMode::AccessExclusive
            ]
        );
    }

    #[test]
    fn an_index_counts_as_its_table_and_new_relations_are_ignored() {
        let existing = Relations::from([relation(1, "User", 1), relation(2, "User_pkey", 1)]);
        let mut held = HeldLocks::default();
        held.add(1, LockMode::Share);
        held.add(2, LockMode::AccessExclusive);
        held.add(9, LockMode::AccessExclusive);
        let table = Table { name: "User".into(), rows: Some(3), bytes: 8192 };
        let lock =
            |earlier| Lock { table: table.clone(), mode: LockMode::AccessExclusive, earlier };
        assert_eq!(held.on(&existing, &HeldLocks::default()), [lock(false)]);
        assert_eq!(held.on(&existing, &held), [lock(true)]);
        let mut weaker = HeldLocks::default();
        weaker.add(1, LockMode::RowExclusive);
        assert_eq!(held.on(&existing, &weaker), [lock(false)]);
    }
}
