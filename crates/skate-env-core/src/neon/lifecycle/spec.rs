//! The spec of a branch: name, class, owner, source, masking, age.

use std::{collections::BTreeMap, time::Duration};

use crate::Class;

/// What `ensure` does with an existing branch whose data is too old.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WhenStale {
    /// Refuses it.
    #[default]
    Refuse,
    /// Resets it to its parent's current state; its data is lost.
    Reset,
}

/// The branch that you want.
#[derive(Clone, Debug)]
pub struct BranchSpec {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub class: Class,
    /// Its owner: a person, a pull request. A branch of another owner is never reused.
    pub owner: String,
    /// Why it is created, for readers of its annotation.
    pub reason: String,
    /// The branch to make it from, instead of its class's.
    pub source: Option<String>,
    /// When in its source's history it begins, in RFC 3339; now, if absent.
    pub at: Option<String>,
    /// Whether it takes its source's schema without the rows, instead of what its class says.
    pub schema_only: Option<bool>,
    /// Whether it holds masked data only, instead of what its class says.
    pub masked: Option<bool>,
    /// How old its data may be.
    pub max_age: Option<Duration>,
    /// What to do when it is older.
    pub when_stale: WhenStale,
    /// More names and values for its annotation, which Neon keeps as they are when it is made.
    pub annotation: BTreeMap<String, String>,
}

impl BranchSpec {
    /// A branch of a class, for an owner.
    #[must_use]
    pub fn new(name: impl Into<String>, class: Class, owner: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            class,
            owner: owner.into(),
            reason: String::new(),
            source: None,
            at: None,
            schema_only: None,
            masked: None,
            max_age: None,
            when_stale: WhenStale::Refuse,
            annotation: BTreeMap::new(),
        }
    }

    /// Adds a reason.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = reason.into();
        self
    }

    /// Limits the age of its data.
    #[must_use]
    pub fn max_age(mut self, age: Duration, when_stale: WhenStale) -> Self {
        self.max_age = Some(age);
        self.when_stale = when_stale;
        self
    }

    pub(super) fn annotation(&self, masked: bool) -> BTreeMap<String, String> {
        let entries = [
            (OWNER, self.owner.as_str()),
            (CLASS, self.class.as_str()),
            (REASON, self.reason.as_str()),
            (MASKED, if masked { "true" } else { "" }),
        ];
        let said = entries.into_iter().filter(|(_, value)| !value.is_empty());
        let own = said.map(|(name, value)| (name.to_owned(), value.to_owned()));
        self.annotation.clone().into_iter().chain(own).collect()
    }
}

/// The annotation that says whose a branch is.
pub const OWNER: &str = "skate-env-owner";
/// The annotation that says what a branch is for.
pub const CLASS: &str = "skate-env-class";
/// The annotation of a branch that is to hold masked data only. It is written when the branch is
/// made, so it says nothing of how far the masking is: the name does, see [`UNMASKED`].
pub const MASKED: &str = "skate-env-masked";
/// What the name of such a branch begins with until its data is masked.
pub const UNMASKED: &str = "unmasked/";
const REASON: &str = "skate-env-reason";
