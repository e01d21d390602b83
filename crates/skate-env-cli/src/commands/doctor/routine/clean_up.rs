//! Whether clean-ups worked: sweeps that fell silent, expired and idle branches, left backups.

use jiff::{SignedDuration, Timestamp};
use skate_env_core::neon::{FoundBranch, lifecycle::backup_of, model::Endpoint};
use skate_env_preview::{
    cleanup::{BranchFacts, Limits, decide_alone},
    identity::Identity,
    time_span::span,
};

use super::{Finding, Sweeps};
use crate::{commands::branch, neon_session::NeonSession};

/// A sweep runs hourly; two may be missed.
const SWEEP_OVERDUE: SignedDuration = SignedDuration::from_hours(3);
/// Neon deletes what has expired within minutes.
const LATE: SignedDuration = SignedDuration::from_hours(1);
const IDLE: SignedDuration = SignedDuration::from_hours(7 * 24);
const ACTIVE: SignedDuration = SignedDuration::from_hours(24);

/// Where previews are, sweeps are expected.
pub(super) fn sweeps(branches: &[FoundBranch], sweeps: &Sweeps, now: Timestamp) -> Vec<Finding> {
    let previews = branches.iter().filter(|found| Identity::of(found).is_some()).count();
    if previews == 0 && !sweeps.are_scheduled {
        return Vec::new();
    }
    match sweeps.last {
        Some(last) if now.duration_since(last) <= SWEEP_OVERDUE => Vec::new(),
        Some(last) => vec![Finding::error(
            "sweep_silent",
            format!("The last sweep succeeded {} ago.", span(now.duration_since(last))),
            "Run `skate-env preview sweep`, then look at the workflow's last runs: GitHub disables \
             schedules of repositories without activity for 60 days.",
        )],
        None => vec![Finding::warning(
            "sweep_unrecorded",
            format!(
                "There are previews ({previews}), and no record says that a sweep ever succeeded."
            ),
            "Give CI's record with `--events DIR`, or run `skate-env preview sweep` here.",
        )],
    }
}

/// What a clean-up of everybody's branches would delete, and what no clean-up deletes.
pub(super) fn branches(
    session: &NeonSession<'_>,
    branches: &[FoundBranch],
    endpoints: &[Endpoint],
    now: Timestamp,
) -> Vec<Finding> {
    let facts = branches.iter().map(|found| branch::facts(session, found, endpoints));
    left(&facts.collect::<Vec<_>>(), now)
}

fn left(branches: &[BranchFacts], now: Timestamp) -> Vec<Finding> {
    let limits = Limits { now, active: ACTIVE, idle: IDLE, owner: None, at_most: branches.len() };
    let has_child =
        |it: &BranchFacts| branches.iter().any(|other| other.parent.as_ref() == Some(&it.id));
    let mut findings = Vec::new();
    for facts in branches {
        let name = &facts.name;
        let late = facts.expires_at.map(|at| now.duration_since(at)).filter(|late| *late > LATE);
        if let Some(late) = late {
            findings.push(Finding::error(
                "expired_branch",
                format!("Branch `{name}` expired {} ago, and Neon did not delete it.", span(late)),
                format!("Run `skate-env branch delete {name} --everyone`."),
            ));
        } else if let Some(original) = backup_of(name).filter(|_| !has_child(facts)) {
            findings.push(Finding::warning(
                "backup_left",
                format!("Branch `{name}` is the backup of `{original}`, and nothing needs it."),
                format!("Run `skate-env branch delete {name}`."),
            ));
        } else if facts.owner.is_none() && facts.expires_at.is_none() && is_nobodys(facts) {
            findings.push(Finding::warning(
                "branch_without_owner",
                format!("Branch `{name}` has no owner and no expiry: no clean-up deletes it."),
                format!("Ask who needs it; if nobody does, run `skate-env branch delete {name}`."),
            ));
        } else if !has_child(facts) {
            let decision = decide_alone(facts, &limits);
            if decision.deleted {
                findings.push(Finding::warning(
                    "idle_branch",
                    format!("Branch `{name}` is left: {}.", decision.reason),
                    "Run `skate-env branch cleanup --everyone`, then with --apply.",
                ));
            }
        }
    }
    findings
}

/// Neither production's, nor an environment's, nor a backup that is some branch's parent.
fn is_nobodys(facts: &BranchFacts) -> bool {
    let is_fixed = facts.is_default || facts.is_protected || facts.environment.is_some();
    !is_fixed && backup_of(&facts.name).is_none()
}

#[cfg(test)]
mod tests {
    use skate_env_core::Class;
    use skate_env_preview::identity::ANNOTATION;

    use super::*;

    fn now() -> Timestamp {
        "2026-11-30T12:00:00Z".parse().unwrap()
    }

    fn facts(name: &str) -> BranchFacts {
        BranchFacts {
            id: format!("br-{name}"),
            name: name.to_owned(),
            parent: None,
            class: Class::Feature,
            owner: Some("ada".to_owned()),
            is_default: false,
            is_protected: false,
            environment: None,
            is_in_use: false,
            expires_at: None,
            active_at: Some(now()),
            pull_request: None,
        }
    }

    fn codes(branches: &[BranchFacts]) -> Vec<String> {
        left(branches, now()).into_iter().map(|it| it.code.into_owned()).collect()
    }

    #[test]
    fn each_left_branch_is_found() {
        let ago = |hours| now() - SignedDuration::from_hours(hours);
        let main = BranchFacts { is_default: true, owner: None, ..facts("main") };
        assert_eq!(codes(&[main, facts("used")]), [""; 0]);
        assert_eq!(
            codes(&[BranchFacts { expires_at: Some(ago(2)), ..facts("x") }]),
            ["expired_branch"]
        );
        assert_eq!(
            codes(&[BranchFacts { expires_at: Some(now()), ..facts("x") }]),
            ["idle_branch"]
        );
        assert_eq!(
            codes(&[BranchFacts { active_at: Some(ago(200)), ..facts("x") }]),
            ["idle_branch"]
        );
        assert_eq!(codes(&[BranchFacts { owner: None, ..facts("x") }]), ["branch_without_owner"]);
        let backup = || BranchFacts { owner: None, ..facts("x-until-20261130-080910") };
        assert_eq!(codes(&[backup()]), ["backup_left"]);
        let restored = BranchFacts { parent: Some(backup().id), ..facts("x") };
        assert_eq!(codes(&[backup(), restored]), [""; 0]);
    }

    #[test]
    fn sweeps_that_fell_silent_are_found() {
        let found = |previews: bool, last: Option<i64>, are_scheduled: bool| {
            let branch = r#"{"id":"br-a","project_id":"p","name":"preview/pr-1","default":false,
                "current_state":"ready","protected":false,"created_at":"x","updated_at":"x"}"#;
            let identity = r#"{"repo":"1","pr":1}"#;
            let annotation = serde_json::json!({ "value": { ANNOTATION: identity } });
            let branch = FoundBranch {
                branch: serde_json::from_str(branch).unwrap(),
                annotation: previews.then(|| serde_json::from_value(annotation).unwrap()),
            };
            let last = last.map(|hours| now() - SignedDuration::from_hours(hours));
            let found = sweeps(&[branch], &Sweeps { last, are_scheduled }, now());
            found.into_iter().map(|it| it.code.into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found(false, None, false), [""; 0]);
        assert_eq!(found(true, Some(1), true), [""; 0]);
        assert_eq!(found(true, Some(4), false), ["sweep_silent"]);
        assert_eq!(found(false, Some(4), true), ["sweep_silent"]);
        assert_eq!(found(true, None, false), ["sweep_unrecorded"]);
    }
}
