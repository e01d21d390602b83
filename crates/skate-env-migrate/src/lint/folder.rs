//! What concerns a folder of migrations: its order, and what was changed in it since others had it.

use std::collections::BTreeMap;

use super::{Rule, Severity};
use crate::Migration;

/// A new migration that comes before one which others have applied.
pub static OUT_OF_ORDER: Rule = Rule {
    id: "out-of-order",
    severity: Severity::Error,
    why: "Databases that have the later migrations apply this one after them, new ones before them: \
          they may end up with different schemas.",
    instead: "Give its folder a later time than the base branch's last migration, or make it anew \
              with `prisma migrate dev` after a rebase.",
};

/// A migration whose script is no longer the one that others have.
pub static EDITED: Rule = Rule {
    id: "edited-migration",
    severity: Severity::Error,
    why: "Databases that applied it keep what the old script did: Prisma compares checksums, and \
          `migrate dev` would have them reset.",
    instead: "Restore the script from the base branch, and put the change into a new migration.",
};

/// A migration that others have, and that is gone.
pub static REMOVED: Rule = Rule {
    id: "removed-migration",
    severity: Severity::Error,
    why: "Databases that applied it still have what it did, and no new one would get it.",
    instead: "Restore the folder from the base branch, and undo it with a new migration.",
};

/// What a folder of migrations holds somewhere else: script by name.
pub type ScriptsByName = BTreeMap<String, String>;

/// How a folder differs from that of the base branch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderChanges {
    /// Names of migrations that the base does not have.
    pub added: Vec<String>,
    /// Names of those of the added that come before the base's last.
    pub out_of_order: Vec<String>,
    /// Names of migrations with another script than the base's.
    pub edited: Vec<String>,
    /// Names of migrations that the base had where the branch began, and that are gone.
    pub removed: Vec<String>,
    /// The base's last migration.
    pub last: Option<String>,
}

/// Compares a folder with the commit where the branch began, and with the base branch as it is.
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
        // Either of them: a base that moved on may have taken this very migration over.
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
    // What the base itself gave up is nobody's loss.
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
    /// Whether it came to its end.
    pub finished: bool,
    /// Whether it was marked as rolled back: Prisma acts as if the row was not there.
    pub rolled_back: bool,
}

/// Names of migrations with another script than the one that a database applied.
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

/// Whether a script is a migration's, whatever git made of its line ends.
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
    fn an_edit_is_told_from_what_a_database_applied() {
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
