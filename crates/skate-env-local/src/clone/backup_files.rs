//! Which files of a data folder belong to a backup. Sources: PostgreSQL's documentation, "Making a
//! Base Backup Using the Low Level API", and the files that `pg_basebackup` leaves out.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::Path;

use crate::files::CopyAction;

/// Folders whose files only the running server needs; the folder itself must exist.
const EMPTY: [&str; 8] = [
    "pg_dynshmem",
    "pg_notify",
    "pg_replslot",
    "pg_serial",
    "pg_snapshots",
    "pg_stat_tmp",
    "pg_subtrans",
    // The part of the log that the copy needs is copied at the end.
    "pg_wal",
];

const SKIP: [&str; 6] = [
    "backup_label",
    "backup_manifest",
    "current_logfiles.tmp",
    "postgresql.auto.conf.tmp",
    "postmaster.opts",
    "postmaster.pid",
];

/// Copied last, by `online_backup`.
pub(crate) const CONTROL: &str = "global/pg_control";

/// What to do with one entry of a data folder, by its path in the folder and the names beside it.
pub(crate) fn action(path: &Path, beside: &HashSet<OsString>) -> CopyAction {
    let text = path.to_string_lossy();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let skipped = text == CONTROL
        || SKIP.contains(&text.as_ref())
        || name.starts_with("pgsql_tmp")
        || name.starts_with("pg_internal.init")
        || (path.starts_with("base") && (is_temporary(&name) || is_unlogged(&name, beside)));
    match (skipped, EMPTY.contains(&text.as_ref())) {
        (true, _) => CopyAction::Skip,
        (_, true) => CopyAction::CreateEmpty,
        _ => CopyAction::Copy,
    }
}

/// A file of a temporary table: `t3_16384`, with a fork and a segment.
fn is_temporary(name: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let Some((session, rest)) = name.strip_prefix('t').and_then(|rest| rest.split_once('_')) else {
        return false;
    };
    digits(session) && rest.split(['_', '.']).next().is_some_and(digits)
}

/// An unlogged table is reset from its `_init` fork: only that file is copied.
fn is_unlogged(name: &str, beside: &HashSet<OsString>) -> bool {
    let relation = name.split(['_', '.']).next().unwrap_or_default();
    let initial = format!("{relation}_init");
    name != initial && beside.contains(initial.as_ref() as &std::ffi::OsStr)
}

#[cfg(test)]
mod tests {
    use super::{CopyAction, OsString, Path, action};

    #[test]
    fn a_backup_has_the_files_that_postgresql_documents() {
        let beside = [OsString::from("16390_init")].into();
        let action = |path: &str| action(Path::new(path), &beside);
        for path in
            ["PG_VERSION", "base/5/16389", "base/5/16389_fsm", "base/5/16390_init", "pg_xact/0000"]
        {
            assert_eq!(action(path), CopyAction::Copy, "{path}");
        }
        for path in [
            "postmaster.pid",
            "global/pg_control",
            "global/pg_internal.init",
            "base/5/pg_internal.init.77",
            "base/pgsql_tmp",
            "base/5/t3_16384",
            "base/5/t3_16384_fsm.1",
            "base/5/16390",
            "base/5/16390.1",
            "base/5/16390_fsm",
        ] {
            assert_eq!(action(path), CopyAction::Skip, "{path}");
        }
        assert_eq!(action("pg_wal"), CopyAction::CreateEmpty);
        assert_eq!(action("pg_replslot"), CopyAction::CreateEmpty);
    }
}
