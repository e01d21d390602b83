//! Reads tables from the catalogue before and after a statement, and finds rewrites and scans.

use std::collections::BTreeMap;

use tokio_postgres::{Client, Error};

use super::measured::{Table, TableScan};

/// A table, or another relation that can be locked.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    name: String,
    /// For an index, the OID of its table; otherwise its own OID.
    table: u32,
    /// Its `relfilenode`. A new one means that the table was rewritten.
    file: u32,
    bytes: i64,
    /// The planner's estimate of its rows, if there is one.
    rows: Option<i64>,
    scans: i64,
    rows_scanned: i64,
}

/// The relations of user schemas, by OID.
#[derive(Clone, Debug, Default)]
pub(super) struct Relations(BTreeMap<u32, Relation>);

/// What a statement did to existing tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TableChanges {
    pub(super) rewritten: Vec<Table>,
    pub(super) emptied: Vec<Table>,
    pub(super) scanned: Vec<TableScan>,
}

// The scan counters are those of the current transaction: they only grow, so that a difference
// belongs to the statement.
const ALL: &str = "
    SELECT c.oid, COALESCE(i.indrelid, c.oid), c.relfilenode,
        CASE WHEN n.nspname = 'public' THEN c.relname::text
            ELSE n.nspname || '.' || c.relname END,
        CASE WHEN c.relkind IN ('r', 'm') THEN COALESCE(pg_catalog.pg_relation_size(c.oid), 0)
            ELSE 0 END,
        CASE WHEN c.reltuples < 0 THEN NULL ELSE c.reltuples::bigint END,
        CASE WHEN c.relkind IN ('r', 'm') THEN pg_catalog.pg_stat_get_xact_numscans(c.oid)
            ELSE 0 END,
        CASE WHEN c.relkind IN ('r', 'm') THEN pg_catalog.pg_stat_get_xact_tuples_returned(c.oid)
            ELSE 0 END,
        c.relkind IN ('r', 'm')
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
    WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
        AND c.relkind IN ('r', 'p', 'm', 'v', 'f', 'S', 'i', 'I')";

impl Relations {
    /// Reads the relations as the session sees them now.
    pub(super) async fn read(client: &Client) -> Result<Self, Error> {
        let rows = client.query(ALL, &[]).await?;
        let relation = |row: &tokio_postgres::Row| {
            // Indexes and sequences have files, too, but no rows of applications.
            let file = if row.get(8) { row.get(2) } else { 0 };
            let relation = Relation {
                table: row.get(1),
                file,
                name: row.get(3),
                bytes: row.get(4),
                rows: row.get(5),
                scans: row.get(6),
                rows_scanned: row.get(7),
            };
            (row.get(0), relation)
        };
        Ok(Self(rows.iter().map(relation).collect()))
    }

    /// The table that a relation is, or belongs to.
    pub(super) fn owner(&self, relation: u32) -> Option<u32> {
        self.0.get(&relation).map(|found| found.table)
    }

    /// A relation as it was when this was read.
    pub(super) fn table(&self, number: u32) -> Option<Table> {
        self.0.get(&number).map(|found| found.table(found))
    }

    /// What changed between `before` and `after` in these relations, under their original names.
    pub(super) fn changes(&self, before: &Self, after: &Self) -> TableChanges {
        let mut changes = TableChanges::default();
        for (number, existing) in &self.0 {
            let (Some(before), Some(after)) = (before.0.get(number), after.0.get(number)) else {
                continue;
            };
            if before.file != after.file {
                let table = existing.table(before);
                let was_emptied = before.bytes > 0 && after.bytes == 0;
                let list = if was_emptied { &mut changes.emptied } else { &mut changes.rewritten };
                list.push(table);
            }
            if after.scans > before.scans {
                let rows = after.rows_scanned.saturating_sub(before.rows_scanned);
                changes.scanned.push(TableScan { table: existing.name.clone(), rows });
            }
        }
        changes
    }
}

impl Relation {
    fn table(&self, then: &Self) -> Table {
        Table { name: self.name.clone(), rows: then.rows, bytes: then.bytes }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    impl<const N: usize> From<[(u32, Relation); N]> for Relations {
        fn from(relations: [(u32, Relation); N]) -> Self {
            Self(relations.into())
        }
    }

    pub(crate) fn relation(number: u32, name: &str, table: u32) -> (u32, Relation) {
        let relation = Relation {
            name: name.to_owned(),
            table,
            file: number,
            bytes: 8192,
            rows: Some(3),
            scans: 0,
            rows_scanned: 0,
        };
        (number, relation)
    }

    fn with(number: u32, change: impl FnOnce(&mut Relation)) -> Relations {
        let mut relation = relation(number, "User", number).1;
        change(&mut relation);
        Relations::from([(number, relation)])
    }

    #[test]
    fn a_new_file_is_a_rewrite_and_an_empty_one_is_none() {
        let before = with(1, |_| {});
        let same = before.changes(&before, &before);
        assert_eq!(same, TableChanges::default());
        let rewritten = before.changes(&before, &with(1, |it| it.file = 7));
        let user = Table { name: "User".into(), rows: Some(3), bytes: 8192 };
        assert_eq!((rewritten.rewritten, rewritten.emptied), (vec![user.clone()], vec![]));
        let emptied = before.changes(&before, &with(1, |it| (it.file, it.bytes) = (7, 0)));
        assert_eq!((emptied.rewritten, emptied.emptied), (vec![], vec![user]));
    }

    #[test]
    fn scans_belong_to_the_statement_and_new_tables_are_ignored() {
        let before = with(1, |it| (it.scans, it.rows_scanned) = (4, 100));
        let after = with(1, |it| (it.scans, it.rows_scanned) = (5, 103));
        let scan = TableScan { table: "User".into(), rows: 3 };
        assert_eq!(before.changes(&before, &after).scanned, [scan]);
        let nothing = Relations::default();
        assert_eq!(nothing.changes(&before, &after), TableChanges::default());
    }
}
