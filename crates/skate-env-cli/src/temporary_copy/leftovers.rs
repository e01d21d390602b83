//! Deletes copies of commands that were killed before they could delete them.

use jiff::{SignedDuration, Timestamp};
use skate_env_core::neon::{
    BranchRef, FoundBranch,
    lifecycle::{CLASS, UNMASKED},
    model::{Endpoint, EndpointState},
};

use super::CopyKind;
use crate::{
    failure::Failure,
    neon_session::{NeonSession, owner_of},
};

/// A command that has just started may not have woken its compute yet.
const STARTING: SignedDuration = SignedDuration::from_mins(5);

/// Deletes the caller's own leftovers. What cannot be deleted expires anyway.
pub(crate) async fn remove(session: &NeonSession<'_>, kind: CopyKind) {
    let Ok(found) = find(session, kind).await else { return };
    for leftover in found {
        let name = leftover.branch.name;
        let branch = BranchRef::Id(leftover.branch.id);
        let doing = format!("Deleting `{name}`, which an earlier run left");
        let help = format!("The next `{}` deletes it.", kind.command);
        if session.progress.step(doing, help, session.branches.delete(&branch)).await.is_err() {
            session.progress.note(&format!("note: `{name}` is kept until it expires"));
        }
    }
}

async fn find(session: &NeonSession<'_>, kind: CopyKind) -> Result<Vec<FoundBranch>, Failure> {
    let all = session.client().all_branches(&session.project).await?;
    let endpoints = session.endpoints().await?;
    let (owner, now) = (session.owner(), Timestamp::now());
    let is_leftover = |found: &FoundBranch| is_leftover(found, kind, &endpoints, &owner, now);
    Ok(all.into_iter().filter(is_leftover).collect())
}

/// Whether a branch is a copy of this user's that no command uses any more. A running one has
/// sessions there, so its compute is awake.
fn is_leftover(
    found: &FoundBranch,
    kind: CopyKind,
    endpoints: &[Endpoint],
    owner: &str,
    now: Timestamp,
) -> bool {
    let branch = &found.branch;
    let class = found.annotation.as_ref().and_then(|it| it.value.get(CLASS));
    let name = branch.name.strip_prefix(UNMASKED).unwrap_or(&branch.name);
    let is_copy = name.strip_prefix(kind.name).is_some_and(|end| end.starts_with('-'))
        && class.is_some_and(|class| class == kind.class.as_str())
        && owner_of(found) == Some(owner);
    let created: Option<Timestamp> = branch.created_at.parse().ok();
    let is_old = created.is_some_and(|created| now.duration_since(created) > STARTING);
    let mut own = endpoints.iter().filter(|endpoint| endpoint.branch_id == branch.id);
    let sleeps = own.all(|endpoint| {
        endpoint.current_state == EndpointState::Idle && endpoint.pending_state.is_none()
    });
    is_copy && is_old && sleeps && branch.expires_at.is_some()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::temporary_copy::MIGRATE_TEST;

    const NOW: &str = "2026-11-22T12:00:00Z";

    fn is_left_after(change: impl FnOnce(&mut Value, &mut Value, &mut Value)) -> bool {
        let mut branch = json!({
            "id": "br-a-b-1", "project_id": "p", "name": "test/migrate-0badcafe",
            "current_state": "ready", "default": false, "protected": false,
            "created_at": "2026-11-22T11:54:59Z", "updated_at": NOW,
            "expires_at": "2026-11-23T11:54:59Z",
        });
        let mut annotation = json!({
            "value": { "skate-env-owner": "ada", "skate-env-class": "testing" },
        });
        let mut endpoint = json!({
            "id": "ep-a-b-1", "project_id": "p", "branch_id": "br-a-b-1", "host": "localhost",
            "type": "read_write", "current_state": "idle", "autoscaling_limit_min_cu": 0.25,
            "autoscaling_limit_max_cu": 0.25, "suspend_timeout_seconds": 60,
        });
        change(&mut branch, &mut annotation, &mut endpoint);
        let found = FoundBranch {
            branch: serde_json::from_value(branch).unwrap(),
            annotation: Some(serde_json::from_value(annotation).unwrap()),
        };
        let endpoint = serde_json::from_value(endpoint).unwrap();
        is_leftover(&found, MIGRATE_TEST, &[endpoint], "ada", NOW.parse().unwrap())
    }

    #[test]
    fn only_own_old_copies_that_sleep_are_leftovers() {
        assert!(is_left_after(|_, _, _| {}));
        assert!(!is_left_after(|_, _, endpoint| endpoint["current_state"] = "active".into()));
        assert!(!is_left_after(|_, _, endpoint| endpoint["pending_state"] = "active".into()));
        assert!(
            !is_left_after(|branch, _, _| branch["created_at"] = "2026-11-22T11:55:01Z".into())
        );
        assert!(!is_left_after(|branch, _, _| branch["name"] = "test/migrated".into()));
        assert!(!is_left_after(|branch, _, _| branch["name"] = "perf/run-0badcafe".into()));
        assert!(is_left_after(|branch, _, _| branch["name"] = "unmasked/test/migrate-0-1".into()));
        assert!(!is_left_after(|branch, _, _| branch["expires_at"] = Value::Null));
        assert!(!is_left_after(|_, note, _| note["value"]["skate-env-owner"] = "bob".into()));
        assert!(!is_left_after(|_, note, _| note["value"]["skate-env-class"] = "staging".into()));
    }
}
