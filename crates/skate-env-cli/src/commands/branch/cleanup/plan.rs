//! What is deleted and what is kept, each for a reason. Pure: facts and the time are handed in.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use skate_env_core::{Class, Environment};

use super::super::time_text::span;

/// What is known of a branch.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) parent: Option<String>,
    pub(super) class: Class,
    pub(super) owner: Option<String>,
    pub(super) is_default: bool,
    pub(super) is_protected: bool,
    /// The environment whose branch it is, by the policy.
    pub(super) environment: Option<Environment>,
    /// Whether .env.local leads to it.
    pub(super) is_in_use: bool,
    pub(super) expires_at: Option<Timestamp>,
    /// When it was made, reset or last asked something.
    pub(super) active_at: Option<Timestamp>,
}

/// What counts as too long, and whose branches count.
#[derive(Clone, Debug)]
pub(super) struct Limits {
    pub(super) now: Timestamp,
    pub(super) active: SignedDuration,
    pub(super) idle: SignedDuration,
    /// Everybody's, where nobody is named.
    pub(super) owner: Option<String>,
    pub(super) at_most: usize,
}

/// A branch's fate, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Fate {
    pub(super) deleted: bool,
    pub(super) reason: String,
}

/// A branch with its fate.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    pub(super) facts: Facts,
    pub(super) fate: Fate,
}

/// Every branch with its fate: first what is deleted, leaves before their parents, then the rest.
pub(super) fn plan(branches: Vec<Facts>, limits: &Limits) -> Vec<Planned> {
    let depth = depths(&branches);
    let mut ordered = branches;
    ordered.sort_by_key(|it| (std::cmp::Reverse(depth[&it.id]), it.name.clone()));
    let mut planned: Vec<Planned> = Vec::new();
    let mut count = 0;
    for facts in ordered {
        let stays = |it: &&Planned| !it.fate.deleted && it.facts.parent.as_ref() == Some(&facts.id);
        let child = planned.iter().find(stays).map(|it| it.facts.name.clone());
        let fate = match (alone(&facts, limits), child) {
            (fate, Some(child)) if fate.deleted => keep(format!("has a child, {child}")),
            (fate, _) if fate.deleted && count == limits.at_most => {
                keep(format!("{}, but {} are enough for one run", fate.reason, limits.at_most))
            }
            (fate, _) => fate,
        };
        count += usize::from(fate.deleted);
        planned.push(Planned { facts, fate });
    }
    planned.sort_by_key(|it| !it.fate.deleted);
    planned
}

/// Its fate, whatever its children's is.
pub(super) fn alone(facts: &Facts, limits: &Limits) -> Fate {
    if let Some(reason) = untouchable(facts, limits) {
        return keep(reason);
    }
    if let Some(at) = facts.expires_at.filter(|at| *at <= limits.now) {
        return delete(format!("expired {} ago", span(limits.now.duration_since(at))));
    }
    let Some(active_at) = facts.active_at else {
        return keep("nobody can say when it was used".to_owned());
    };
    let idle = limits.now.duration_since(active_at);
    if idle < limits.active {
        keep(format!("active {} ago", span(idle)))
    } else if facts.class == Class::Preview {
        keep("its pull request decides".to_owned())
    } else if idle < limits.idle {
        keep(format!("idle for {}, which is less than {}", span(idle), span(limits.idle)))
    } else {
        delete(format!("idle for {}", span(idle)))
    }
}

/// Why nobody here may delete it, whatever its age.
fn untouchable(facts: &Facts, limits: &Limits) -> Option<String> {
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
        return Some(format!("{} lives for ever", facts.class));
    }
    match (&facts.owner, &limits.owner) {
        (None, _) => return Some("not ours: nothing says that skate-env made it".to_owned()),
        (Some(owner), Some(own)) if owner != own => return Some(format!("{owner}'s")),
        _ => {}
    }
    facts.is_in_use.then(|| "in use here".to_owned())
}

fn keep(reason: String) -> Fate {
    Fate { deleted: false, reason }
}

fn delete(reason: String) -> Fate {
    Fate { deleted: true, reason }
}

/// How many ancestors each has. A parent that is not listed is none; a circle ends.
fn depths(branches: &[Facts]) -> BTreeMap<String, usize> {
    let parents: BTreeMap<_, _> = branches.iter().map(|it| (&it.id, it.parent.as_ref())).collect();
    let depth = |facts: &Facts| {
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
