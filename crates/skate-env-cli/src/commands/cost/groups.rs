//! Puts lines together: by class, branch, pull request or owner.

use std::collections::BTreeMap;

use serde::Serialize;
use skate_env_cost::{Estimate, Kind, Line, Resource};

/// How lines are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum GroupBy {
    /// By what branches are for
    Class,
    /// By branch
    Branch,
    /// By pull request
    Pr,
    /// By owner
    Owner,
}

/// The lines of a group.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Group {
    pub(crate) name: String,
    /// How many branches it has.
    pub(crate) branches: usize,
    /// Cents by kind.
    #[serde(skip)]
    pub(crate) kinds: BTreeMap<Kind, i64>,
    #[serde(rename = "usd", serialize_with = "super::report::usd")]
    pub(crate) cents: i64,
}

/// The groups, the dearest first; then what belongs to no branch.
pub(crate) fn groups(estimate: &Estimate, by: GroupBy) -> Vec<Group> {
    let mut found: BTreeMap<(u8, String), (Group, Vec<&str>)> = BTreeMap::new();
    for line in &estimate.lines {
        let (place, name, id) = key(line, by);
        let (group, ids) = found.entry((place, name.clone())).or_default();
        group.name = name;
        group.cents += line.cents;
        *group.kinds.entry(line.kind).or_default() += line.cents;
        ids.extend(id.filter(|id| !ids.contains(id)));
    }
    let mut groups: Vec<_> = found
        .into_iter()
        .map(|((place, _), (group, ids))| (place, Group { branches: ids.len(), ..group }))
        .collect();
    groups.sort_by_key(|(place, group)| (*place, std::cmp::Reverse(group.cents)));
    groups.into_iter().map(|(_, group)| group).collect()
}

fn key(line: &Line, by: GroupBy) -> (u8, String, Option<&str>) {
    let branch = match &line.resource {
        Resource::Branch(branch) => branch,
        Resource::Project => return (1, "all branches together".to_owned(), None),
        Resource::Unattributed => return (2, "deleted branches and others".to_owned(), None),
    };
    let name = match by {
        GroupBy::Class => branch.class.as_str().to_owned(),
        GroupBy::Branch => branch.name.clone(),
        GroupBy::Pr => {
            branch.pull_request.map_or("no pull request".to_owned(), |number| format!("#{number}"))
        }
        GroupBy::Owner => branch.owner.clone().unwrap_or_else(|| "no owner".to_owned()),
    };
    (0, name, Some(&branch.id))
}
