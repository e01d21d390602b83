//! How an existing branch differs from the spec: parent, moment, masking, owner, age.

use std::{fmt, time::Duration};

use jiff::Timestamp;

use super::{BranchSpec, ClassRules, spec::OWNER, unmasked_data::is_to_be_masked};
use crate::Code;
use crate::neon::{Error, FoundBranch, model::Branch};

/// How a branch differs from what is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    Parent(String),
    Moment(String),
    SchemaOnly(bool),
    Protected,
    Masked(bool),
    /// It was masked, and then brought back to what it was before.
    Unmasked,
    NoOwner,
    Owner(String),
    /// Its data is older than it may be. The only one that a reset mends.
    Age(u64),
}

pub(super) fn differences(
    found: &FoundBranch,
    spec: &BranchSpec,
    rules: &ClassRules,
    source: &Branch,
    now: Timestamp,
) -> Vec<Difference> {
    let branch = &found.branch;
    let mut differences = Vec::new();
    let schema_only = branch.is_schema_only();
    if schema_only != rules.schema_only {
        differences.push(Difference::SchemaOnly(schema_only));
    } else if !schema_only && branch.parent_id.as_ref() != Some(&source.id) {
        let parent = branch.parent_id.as_ref().map_or("no branch", |id| id.as_str());
        differences.push(Difference::Parent(parent.to_owned()));
    }
    if let Some(at) = &spec.at
        && !is_same_second(at, branch.parent_timestamp.as_deref())
    {
        let begins = branch.parent_timestamp.as_deref().unwrap_or("an unknown moment");
        differences.push(Difference::Moment(begins.to_owned()));
    }
    let masked = is_to_be_masked(found);
    if masked != rules.masked {
        differences.push(Difference::Masked(masked));
    } else if masked && branch.last_reset_at.is_some() {
        differences.push(Difference::Unmasked);
    }
    if branch.protected {
        differences.push(Difference::Protected);
    }
    match found.annotation.as_ref().and_then(|annotation| annotation.value.get(OWNER)) {
        None => differences.push(Difference::NoOwner),
        Some(owner) if *owner != spec.owner => differences.push(Difference::Owner(owner.clone())),
        Some(_) => {}
    }
    if let Some(max_age) = spec.max_age {
        let age = age(branch, now);
        if age.is_none_or(|age| age > max_age) {
            differences.push(Difference::Age(age.map_or(u64::MAX, |age| age.as_secs())));
        }
    }
    differences
}

/// Neon keeps whole seconds.
fn is_same_second(spec: &str, found: Option<&str>) -> bool {
    let second = |text: &str| Some(text.parse::<Timestamp>().ok()?.as_second());
    second(spec).is_some() && second(spec) == found.and_then(second)
}

/// How old its data is: since it was made or last reset.
fn age(branch: &Branch, now: Timestamp) -> Option<Duration> {
    let since: Timestamp =
        branch.last_reset_at.as_ref().unwrap_or(&branch.created_at).parse().ok()?;
    Some(Duration::try_from(now.duration_since(since)).unwrap_or_default())
}

pub(super) fn mismatch(branch: &Branch, differences: &[Difference], source: &Branch) -> Error {
    let said: Vec<_> = differences.iter().map(ToString::to_string).collect();
    let stale = matches!(differences, [Difference::Age(_)]);
    Error::new(
        Code::BranchMismatch,
        format!(
            "Branch `{}` ({}) exists, but {}; `{}` ({}) is its source.",
            branch.name,
            branch.id,
            said.join(", and "),
            source.name,
            source.id
        ),
        if stale {
            "Request a reset, or allow older data."
        } else {
            "Use another name, or delete that branch if it is not needed."
        },
    )
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parent(parent) => write!(formatter, "it was created from {parent}"),
            Self::Moment(at) => write!(formatter, "it begins at {at}"),
            Self::SchemaOnly(true) => formatter.write_str("it has a schema only"),
            Self::SchemaOnly(false) => formatter.write_str("it holds its source's rows"),
            Self::Masked(true) => formatter.write_str("it holds masked data"),
            Self::Masked(false) => formatter.write_str("its data is not masked"),
            Self::Unmasked => formatter.write_str("it was reset since it was masked"),
            Self::Protected => formatter.write_str("Neon protects it"),
            Self::NoOwner => formatter.write_str("it has no owner that skate-env recorded"),
            Self::Owner(owner) => write!(formatter, "it belongs to `{owner}`"),
            Self::Age(u64::MAX) => formatter.write_str("its age is not known"),
            Self::Age(seconds) => write!(formatter, "its data is {} minutes old", seconds / 60),
        }
    }
}
