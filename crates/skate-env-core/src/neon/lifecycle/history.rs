//! The moments to which a branch can be restored: its own history, and that of the backups which
//! restores kept.

use jiff::{SignedDuration, Timestamp, civil::DateTime, tz::TimeZone};
use serde::Serialize;

use super::Branches;
use crate::neon::{BranchId, BranchRef, Error, FoundBranch, calls, model::Branch};

const UNTIL: &str = "-until-";
const STAMP: &str = "%Y%m%d-%H%M%S";

/// The moments of one branch's history that can be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HistoryWindow {
    /// The name of the branch whose history it is.
    pub branch: String,
    /// Its id.
    pub branch_id: BranchId,
    /// The first moment.
    pub from: Timestamp,
    /// The last one; `None`: now.
    pub until: Option<Timestamp>,
}

/// A branch's history, as far as Neon says it.
#[derive(Clone, Debug)]
pub struct BranchHistory {
    /// The branch.
    pub found: FoundBranch,
    /// How far back the project's histories go, in seconds, if Neon says so.
    pub retention_seconds: Option<i64>,
    /// When it was last reset or restored.
    pub last_restored: Option<Timestamp>,
    /// The states that resets and restores kept, oldest first: the backup, and until when the branch
    /// was in that state.
    pub backups: Vec<(Branch, Timestamp)>,
    /// The moments of its own past, oldest first. Neon keeps a history of root branches, so that
    /// another branch has none.
    pub windows: Vec<HistoryWindow>,
    /// The moments of the root that it comes from, if it is no root itself.
    pub root: Option<HistoryWindow>,
}

impl Branches {
    /// The moments to which a branch can be restored. Production's may be asked for, too.
    ///
    /// # Errors
    /// `unknown_branch`, or what Neon said.
    pub async fn history(&self, branch: &BranchRef) -> Result<BranchHistory, Error> {
        let found = self.client.find_branch(&self.project, branch).await?;
        let project = self.client.send(&calls::projects::get(&self.project)).await?.project;
        let all = self.client.all_branches(&self.project).await?;
        let retention_seconds = project.history_retention_seconds;
        let now = self.client.clock().timestamp();
        let oldest = retention_seconds
            .and_then(|kept| now.checked_sub(SignedDuration::from_secs(kept)).ok())
            .unwrap_or(Timestamp::MIN);
        let branch = &found.branch;
        let mut backups: Vec<_> = all
            .iter()
            .filter_map(|it| Some((it.branch.clone(), kept_until(&branch.name, &it.branch.name)?)))
            .collect();
        backups.sort_by_key(|(_, until)| *until);
        let past = backups.iter().map(|(backup, until)| (backup, Some(*until)));
        let windows = past.chain([(branch, None)]);
        let windows = windows.filter_map(|(it, until)| window(it, until, oldest)).collect();
        Ok(BranchHistory {
            last_restored: moment(branch.last_reset_at.as_ref()),
            root: root(branch, &all).and_then(|root| window(root, None, oldest)),
            retention_seconds,
            backups,
            windows,
            found,
        })
    }
}

/// The name under which a branch's present state is kept.
pub(super) fn backup_name(branch: &str, now: Timestamp) -> String {
    format!("{branch}{UNTIL}{}", now.strftime(STAMP))
}

/// The branch of whose state the branch of this name is a backup, by its name, if it is one.
#[must_use]
pub fn backup_of(name: &str) -> Option<&str> {
    parse(name).map(|(branch, _)| branch)
}

/// Until when `branch` was in the state of the backup of this name.
fn kept_until(branch: &str, backup: &str) -> Option<Timestamp> {
    parse(backup).filter(|(original, _)| *original == branch).map(|(_, until)| until)
}

fn parse(backup: &str) -> Option<(&str, Timestamp)> {
    let (branch, stamp) = backup.rsplit_once(UNTIL)?;
    let until = DateTime::strptime(STAMP, stamp).ok()?;
    Some((branch, TimeZone::UTC.to_timestamp(until).ok()?))
}

/// The kept moments of a branch that has a history: a root with rows, and the default branch.
fn window(branch: &Branch, until: Option<Timestamp>, oldest: Timestamp) -> Option<HistoryWindow> {
    let has_history = branch.default || branch.parent_id.is_none() && !branch.is_schema_only();
    // A backup is created when its history ends, and goes on with what the branch had before.
    let created = branch.created_at.parse().ok().filter(|_| until.is_none());
    let begin = moment(branch.last_reset_at.as_ref()).or(created).unwrap_or(oldest);
    let from = begin.max(oldest);
    (has_history && until.is_none_or(|until| from < until)).then(|| HistoryWindow {
        branch: branch.name.clone(),
        branch_id: branch.id.clone(),
        from,
        until,
    })
}

/// The root that a branch comes from; `None` for a root, and where the answer leads in a circle.
fn root<'a>(branch: &Branch, all: &'a [FoundBranch]) -> Option<&'a Branch> {
    let mut next = branch.parent_id.as_ref()?;
    for _ in all {
        let parent = &all.iter().find(|it| it.branch.id == *next)?.branch;
        match &parent.parent_id {
            Some(id) if !parent.default => next = id,
            _ => return Some(parent),
        }
    }
    None
}

pub(super) fn moment(text: Option<&String>) -> Option<Timestamp> {
    text?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_s_name_says_until_when() {
        let now: Timestamp = "2026-11-30T08:09:10Z".parse().unwrap();
        let name = backup_name("feature/a", now);
        assert_eq!(name, "feature/a-until-20261130-080910");
        assert_eq!(kept_until("feature/a", &name), Some(now));
        for other in [
            "feature/a",
            "feature/a-until-",
            "feature/a-until-friday",
            "feature/a-until-20261399-080910",
            "feature/ab-until-20261130-080910",
            "feature/a-until-20261130-080910-until-20261130-080911",
        ] {
            assert_eq!(kept_until("feature/a", other), None, "{other}");
        }
        assert_eq!(backup_of(&name), Some("feature/a"));
        assert_eq!(backup_of(&backup_name(&name, now)), Some(&*name));
        assert_eq!(backup_of("valid-until-friday"), None);
    }
}
