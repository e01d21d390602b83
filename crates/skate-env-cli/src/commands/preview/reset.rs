//! Whether a push resets the data of a pull request's database. Pure.

use jiff::Timestamp;
use skate_env_core::{
    PreviewReset,
    neon::{
        lifecycle::{EnsureOutcome, EnsuredBranch},
        model::Branch,
    },
};
use skate_env_migrate::{Folder, History, MigrationRow};

/// Why the data is reset; `None` if it stays.
pub(super) fn reason_to_reset(
    policy: PreviewReset,
    ensured: &EnsuredBranch,
    history: &History,
    folder: &Folder,
) -> Option<String> {
    // What was created by this run is as its source is.
    let is_new = ensured.outcome != EnsureOutcome::Reused;
    match policy {
        PreviewReset::Never => None,
        PreviewReset::Always => {
            (!is_new).then(|| "the policy resets it with every push".to_owned())
        }
        PreviewReset::Changed => changed(history, folder, since(&ensured.branch)?),
    }
}

/// The migrations that were applied here since the branch left its source.
pub(super) fn applied_since(history: &History, branch: &Branch) -> Vec<String> {
    let Some(since) = since(branch) else { return Vec::new() };
    let here = history.rows.iter().filter(|row| row.started_at >= since);
    here.filter(|row| row.finished_at.is_some()).map(|row| row.name.clone()).collect()
}

/// Since when the branch has a history of its own: what is older came from its source, which may
/// have migrations that this pull request does not know yet.
fn since(branch: &Branch) -> Option<Timestamp> {
    branch.last_reset_at.as_ref().unwrap_or(&branch.created_at).parse().ok()
}

fn changed(history: &History, folder: &Folder, since: Timestamp) -> Option<String> {
    let here = |row: &&MigrationRow| row.started_at >= since;
    if let Some(row) = history.failed().find(here) {
        return Some(format!("migration {} failed here", row.name));
    }
    let edited = history
        .edited(folder)
        .into_iter()
        .find(|migration| history.applied(&migration.name).is_some_and(|row| here(&row)));
    if let Some(migration) = edited {
        return Some(format!("migration {} was edited after it was applied here", migration.name));
    }
    let removed = history.unknown(folder).find(here);
    removed.map(|row| format!("migration {}, which was applied here, was removed", row.name))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use skate_env_migrate::Migration;

    use super::*;

    const CREATED: i64 = 1_800_000_000;

    fn folder(scripts: &[(&str, &str)]) -> Folder {
        let migration = |(name, script): &(&str, &str)| Migration {
            name: (*name).to_owned(),
            path: PathBuf::new(),
            script: (*script).to_owned(),
        };
        Folder { path: PathBuf::new(), migrations: scripts.iter().map(migration).collect() }
    }

    fn row(name: &str, script: &str, after: i64) -> MigrationRow {
        let checksum = folder(&[(name, script)]).migrations[0].checksum();
        let at = Timestamp::from_second(CREATED + after).unwrap();
        MigrationRow::new(name, &checksum, at, Some(at))
    }

    /// A migration that began and did not finish.
    fn failed_row(name: &str, after: i64) -> MigrationRow {
        let at = Timestamp::from_second(CREATED + after).unwrap();
        MigrationRow::new(name, "", at, None)
    }

    fn reason(rows: Vec<MigrationRow>, scripts: &[(&str, &str)]) -> Option<String> {
        let since = Timestamp::from_second(CREATED).unwrap();
        changed(&History { rows }, &folder(scripts), since)
    }

    #[test]
    fn data_survives_a_push_unless_what_was_applied_here_changed() {
        let one = || row("1", "a", 5);
        assert_eq!(reason(vec![one()], &[("1", "a")]), None);
        assert_eq!(reason(vec![one()], &[("1", "a"), ("2", "b")]), None);
        assert!(reason(vec![one()], &[("1", "b")]).unwrap().contains("edited"));
        assert!(reason(vec![one()], &[]).unwrap().contains("removed"));
        assert!(reason(vec![failed_row("1", 5)], &[("1", "a")]).unwrap().contains("failed"));
    }

    /// The source is ahead of the pull request, or was edited there: no reset mends that.
    #[test]
    fn what_came_from_the_source_is_no_reason() {
        let from_source = || row("1", "a", -5);
        assert_eq!(reason(vec![from_source()], &[]), None);
        assert_eq!(reason(vec![from_source()], &[("1", "b")]), None);
        assert_eq!(reason(vec![failed_row("1", -5)], &[("1", "a")]), None);
    }
}
