//! Decides which branches a cleanup or a sweep deletes and which it keeps, with a reason for each.
//! Pure: facts and the time are arguments.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use skate_env_core::{Class, Environment};

use crate::time_span::span;

/// What is known of a branch.
#[derive(Clone, Debug)]
pub struct BranchFacts {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The id of the branch it was made from.
    pub parent: Option<String>,
    /// What it is for.
    pub class: Class,
    /// Who made it; `None` where skate-env did not.
    pub owner: Option<String>,
    /// Whether it is the project's default branch.
    pub is_default: bool,
    /// Whether Neon protects it.
    pub is_protected: bool,
    /// The environment whose branch it is, by the policy.
    pub environment: Option<Environment>,
    /// Whether the variables of the working directory lead to it.
    pub is_in_use: bool,
    /// When Neon deletes it.
    pub expires_at: Option<Timestamp>,
    /// When it was last created, reset or used.
    pub active_at: Option<Timestamp>,
    /// What is known of its pull request; `None` where nobody asked, or it has none.
    pub pull_request: Option<PullRequestFact>,
}

/// What is known of a branch's pull request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PullRequestFact {
    /// It is open.
    Open,
    /// It was closed or merged; the moment, where that is known.
    Closed(Option<Timestamp>),
    /// Nobody can say: the reason.
    Unknown(String),
}

/// How long is too long, and whose branches may be deleted.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The time.
    pub now: Timestamp,
    /// A branch that was used within this time is kept.
    pub active: SignedDuration,
    /// A branch that was not used for this time is deleted.
    pub idle: SignedDuration,
    /// Only this user's branches; `None` for everybody's.
    pub owner: Option<String>,
    /// The most that one run deletes.
    pub at_most: usize,
}

/// Whether a branch is deleted, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// Whether it is deleted.
    pub deleted: bool,
    /// Why, for people.
    pub reason: String,
}

/// A branch and the decision about it.
#[derive(Clone, Debug)]
pub struct PlannedBranch {
    /// The branch.
    pub facts: BranchFacts,
    /// The decision.
    pub decision: Decision,
}

/// How long the branch of a closed pull request is kept: a run of its own may still work on it.
pub const GRACE: SignedDuration = SignedDuration::from_mins(10);

/// Decides about every branch. Deleted branches come first, children before their parents.
#[must_use]
pub fn plan(branches: Vec<BranchFacts>, limits: &Limits) -> Vec<PlannedBranch> {
    let depth = depths(&branches);
    let mut ordered = branches;
    ordered.sort_by_key(|it| (std::cmp::Reverse(depth[&it.id]), it.name.clone()));
    let mut planned: Vec<PlannedBranch> = Vec::new();
    let mut count = 0;
    for facts in ordered {
        let stays = |it: &&PlannedBranch| {
            !it.decision.deleted && it.facts.parent.as_ref() == Some(&facts.id)
        };
        let child = planned.iter().find(stays).map(|it| it.facts.name.clone());
        let decision = match (decide_alone(&facts, limits), child) {
            (decision, Some(child)) if decision.deleted => keep(format!("has a child, {child}")),
            (decision, _) if decision.deleted && count == limits.at_most => {
                keep(format!("{}, but one run deletes at most {}", decision.reason, limits.at_most))
            }
            (decision, _) => decision,
        };
        count += usize::from(decision.deleted);
        planned.push(PlannedBranch { facts, decision });
    }
    planned.sort_by_key(|it| !it.decision.deleted);
    planned
}

/// Decides about a branch without regard to its children.
#[must_use]
pub fn decide_alone(facts: &BranchFacts, limits: &Limits) -> Decision {
    if let Some(reason) = exemption(facts, limits) {
        return keep(reason);
    }
    if let Some(fact) = &facts.pull_request {
        return decide_by_pull_request(fact, facts.active_at, limits.now);
    }
    if let Some(at) = facts.expires_at.filter(|at| *at <= limits.now) {
        return delete(format!("expired {} ago", span(limits.now.duration_since(at))));
    }
    let Some(active_at) = facts.active_at else {
        return keep("the time of its last use is unknown".to_owned());
    };
    let idle = limits.now.duration_since(active_at);
    if idle < limits.active {
        keep(format!("active {} ago", span(idle)))
    } else if facts.class == Class::Preview {
        keep("deleted with its pull request".to_owned())
    } else if idle < limits.idle {
        keep(format!("idle for {}, which is less than {}", span(idle), span(limits.idle)))
    } else {
        delete(format!("idle for {}", span(idle)))
    }
}

fn decide_by_pull_request(
    fact: &PullRequestFact,
    active_at: Option<Timestamp>,
    now: Timestamp,
) -> Decision {
    let young = |at: Timestamp| now.duration_since(at) < GRACE;
    match fact {
        PullRequestFact::Open => keep("its pull request is open".to_owned()),
        PullRequestFact::Unknown(why) => {
            keep(format!("the state of its pull request is unknown: {why}"))
        }
        PullRequestFact::Closed(Some(at)) if young(*at) => {
            let ago = span(now.duration_since(*at));
            keep(format!("its pull request was closed {ago} ago, which is less than 10 min"))
        }
        PullRequestFact::Closed(_) if active_at.is_none_or(young) => {
            keep("it was created or reset less than 10 min ago".to_owned())
        }
        PullRequestFact::Closed(Some(at)) => {
            delete(format!("its pull request was closed {} ago", span(now.duration_since(*at))))
        }
        PullRequestFact::Closed(None) => delete("its pull request is closed".to_owned()),
    }
}

/// Why a cleanup never deletes it, whatever its age.
fn exemption(facts: &BranchFacts, limits: &Limits) -> Option<String> {
    if facts.is_default {
        return Some("the default branch".to_owned());
    }
    if facts.is_protected {
        return Some("protected".to_owned());
    }
    if let Some(environment) = facts.environment {
        return Some(format!("the branch of {environment}"));
    }
    if matches!(facts.class, Class::Production | Class::Staging) {
        return Some(format!("{} branches never expire", facts.class));
    }
    match (&facts.owner, &limits.owner) {
        (None, _) => return Some("not created by skate-env".to_owned()),
        (Some(owner), Some(own)) if owner != own => return Some(format!("{owner}'s")),
        _ => {}
    }
    facts.is_in_use.then(|| "in use here".to_owned())
}

fn keep(reason: String) -> Decision {
    Decision { deleted: false, reason }
}

fn delete(reason: String) -> Decision {
    Decision { deleted: true, reason }
}

/// How many ancestors each branch has. Unlisted parents do not count; cycles end.
fn depths(branches: &[BranchFacts]) -> BTreeMap<String, usize> {
    let parents: BTreeMap<_, _> = branches.iter().map(|it| (&it.id, it.parent.as_ref())).collect();
    let depth = |facts: &BranchFacts| {
        let mut depth = 0;
        let mut at = facts.parent.as_ref();
        while let Some(id) = at.filter(|_| depth < branches.len()) {
            depth += 1;
            at = parents.get(id).copied().flatten();
        }
        depth
    };
    branches.iter().map(|facts| (facts.id.clone(), depth(facts))).collect()
}

#[cfg(test)]
mod tests;
