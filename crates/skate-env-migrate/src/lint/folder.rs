//! Compares the folder of migrations with the base branch and with a database: migrations that are
//! out of order, edited or removed.

use std::collections::BTreeMap;

use super::{Rule, Severity};
use crate::Migration;

/// A new migration that sorts before one that other databases have applied.
pub static OUT_OF_ORDER: Rule = Rule {
    id: "out-of-order",
    severity: Severity::Error,
    why: "Databases that have the later migrations apply this one after them, and new databases \
          before them: their schemas may differ.",
    instead: "Give its folder a later timestamp than the base branch's last migration, or create it \
              again with `prisma migrate dev` after a rebase.",
};

/// A migration whose script differs from the base branch.
pub static EDITED: Rule = Rule {
    id: "edited-migration",
    severity: Severity::Error,
    why: "Databases that applied it keep the result of the old script. Prisma compares checksums, \
          and `migrate dev` asks to reset them.",
    instead: "Restore the script from the base branch, and put the change into a new migration.",
};

/// A migration of the base branch that is missing.
pub static REMOVED: Rule = Rule {
    id: "removed-migration",
    severity: Severity::Error,
    why: "Databases that applied it keep its result, and new databases do not get it.",
    instead: "Restore the folder from the base branch, and undo it with a new migration.",
};

/// The scripts of a folder of migrations at another commit, by name.
pub type ScriptsByName = BTreeMap<String, String>;

/// The differences between a folder and the base branch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderChanges {
    /// Migrations that the base does not have.
    pub added: Vec<String>,
    /// Added migrations that sort before the base's last one.
    pub out_of_order: Vec<String>,
    /// Migrations whose script differs from the base's.
    pub edited: Vec<String>,
    /// Migrations that the base had at the merge base, and that are missing.
    pub removed: Vec<String>,
    /// The base's last migration.
    pub last: Option<String>,
}

/// Compares a folder with the merge base (`begin`) and with the tip of the base branch.
#[must_use]
pub fn compare_folders(
    migrations: &[Migration],
    begin: &ScriptsByName,
    tip: &ScriptsByName,
) -> FolderChanges {
    let here = |name: &String| migrations.iter().any(|migration| migration.name == *name);
    let last = tip.keys().max().cloned();
    let mut changes = FolderChanges { last, ..FolderChanges::default() };
    for migration in migrations {
        let name = &migration.name;
        // Either one: the base may have merged this migration since.
        let known = [begin.get(name), tip.get(name)];
        if known.iter().flatten().any(|script| is_script_of(migration, script)) {
            continue;
        }
        if known.iter().any(Option::is_some) {
            changes.edited.push(name.clone());
        } else {
            if changes.last.as_ref().is_some_and(|last| name < last) {
                changes.out_of_order.push(name.clone());
            }
            changes.added.push(name.clone());
        }
    }
    // A migration that the base itself removed is not reported.
    changes.removed =
        begin.keys().filter(|name| tip.contains_key(*name) && !here(name)).cloned().collect();
    changes
}

/// A row of `_prisma_migrations`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppliedMigration {
    /// The migration.
    pub name: String,
    /// The script's checksum.
    pub checksum: String,
    /// Whether it finished.
    pub finished: bool,
    /// Whether it was marked as rolled back: Prisma ignores the row.
    pub rolled_back: bool,
}

/// Migrations whose script differs from the one that a database applied.
#[must_use]
pub fn edited_since(migrations: &[Migration], rows: &[AppliedMigration]) -> Vec<String> {
    let differs = |migration: &&Migration| {
        rows.iter().any(|row| {
            let applied = row.finished && !row.rolled_back && row.name == migration.name;
            applied && !migration.has_checksum(&row.checksum)
        })
    };
    migrations.iter().filter(differs).map(|migration| migration.name.clone()).collect()
}

/// Whether a script is the migration's, apart from line ends, which git may convert.
fn is_script_of(migration: &Migration, script: &str) -> bool {
    migration.script.replace("\r\n", "\n") == script.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn folder(names: &[(&str, &str)]) -> Vec<Migration> {
        let migration = |(name, script): &(&str, &str)| Migration {
            name: (*name).to_owned(),
            path: PathBuf::new(),
            script: (*script).to_owned(),
        };
        names.iter().map(migration).collect()
    }

    fn others(names: &[(&str, &str)]) -> ScriptsByName {
        names.iter().map(|(name, script)| ((*name).to_owned(), (*script).to_owned())).collect()
    }

    #[test]
    fn a_branch_is_compared_with_where_it_began_and_with_the_tip() {
        let begin = others(&[("1", "a\n"), ("2", "b"), ("3", "c"), ("4", "gone on the base, too")]);
        let tip = others(&[("1", "a\n"), ("2", "b"), ("3", "c"), ("6", "f"), ("7", "g")]);
        let here = folder(&[("1", "a\r\n"), ("2", "B"), ("5", "e"), ("6", "f"), ("8", "h")]);
        let changes = compare_folders(&here, &begin, &tip);
        assert_eq!(changes.added, ["5", "8"]);
        assert_eq!(changes.out_of_order, ["5"]);
        assert_eq!(changes.edited, ["2"]);
        assert_eq!(changes.removed, ["3"]);
        assert_eq!(changes.last.as_deref(), Some("7"));
    }

    #[test]
    fn an_edited_migration_differs_from_the_applied_one() {
        let here = folder(&[("1", "a\r\n"), ("2", "b"), ("3", "c"), ("4", "d")]);
        let row = |name: &str, script: &str, finished, rolled_back| AppliedMigration {
            name: name.to_owned(),
            checksum: folder(&[("", script)])[0].checksum(),
            finished,
            rolled_back,
        };
        let rows = [
            row("1", "a\n", true, false),
            row("2", "B", true, false),
            row("3", "C", false, false),
            row("4", "D", false, true),
            row("5", "E", true, false),
        ];
        assert_eq!(edited_since(&here, &rows), ["2"]);
    }
}
