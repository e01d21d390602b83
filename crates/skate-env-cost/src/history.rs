//! What is known of a month: the usage of branches and of the project, in spans of time.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use skate_env_core::Class;

use crate::{Kind, Usage};

/// How a figure was obtained, the best way first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// By Neon's consumption API, from which it makes the invoice.
    Measured,
    /// By the branch's own counter, which Neon shows on every plan.
    Counted,
    /// From sizes and ages, because nothing was measured or counted.
    Modelled,
}

/// How each figure of a branch was obtained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sources {
    /// Compute.
    pub compute: Source,
    /// Data, changes and history.
    pub storage: Source,
    /// Transfer.
    pub transfer: Source,
}

impl Sources {
    /// All of them the same.
    #[must_use]
    pub const fn all(source: Source) -> Self {
        Self { compute: source, storage: source, transfer: source }
    }

    /// That of a kind of cost.
    #[must_use]
    pub const fn of(self, kind: Kind) -> Source {
        match kind {
            Kind::Compute => self.compute,
            Kind::Storage | Kind::History | Kind::Snapshots | Kind::ExtraBranches => self.storage,
            Kind::PublicTransfer | Kind::PrivateTransfer => self.transfer,
        }
    }
}

/// Usage in a span of time: a day, or what was counted so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bucket {
    /// When the span begins.
    pub start: Timestamp,
    /// How long it is.
    pub hours: f64,
    /// What was used in it.
    pub usage: Usage,
}

impl Bucket {
    /// The first moment after it.
    #[must_use]
    pub fn end(&self) -> Timestamp {
        let length = SignedDuration::try_from_secs_f64(self.hours.max(0.0) * 3_600.0);
        length.ok().and_then(|length| self.start.checked_add(length).ok()).unwrap_or(Timestamp::MAX)
    }
}

/// A branch, as far as costs are concerned.
#[derive(Clone, Debug, PartialEq)]
pub struct BranchInfo {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub class: Class,
    /// Whose it is.
    pub owner: Option<String>,
    /// The number of its pull request.
    pub pull_request: Option<u64>,
    /// Whether it has no parent.
    pub is_root: bool,
    /// When it was created.
    pub created_at: Timestamp,
    /// The least units of its compute; `None` without a compute.
    pub least_units: Option<f64>,
}

/// A branch and what it used.
#[derive(Clone, Debug, PartialEq)]
pub struct BranchHistory {
    /// The branch.
    pub branch: BranchInfo,
    /// How its figures were obtained.
    pub sources: Sources,
    /// What it used, in the order of time.
    pub buckets: Vec<Bucket>,
}

impl BranchHistory {
    /// What it used altogether.
    #[must_use]
    pub fn usage(&self) -> Usage {
        self.buckets.iter().map(|bucket| bucket.usage.sane()).sum()
    }
}

/// What is known of a month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// The branches.
    pub branches: Vec<BranchHistory>,
    /// The project as a whole, as Neon measured it. What the branches do not account for (deleted
    /// ones, mostly) stays unattributed. Empty where only the branches are known.
    pub project: Vec<Bucket>,
    /// How the project's own figures were obtained; measured, unless it says otherwise.
    pub project_source: Option<Source>,
}

impl History {
    /// The spans of the whole: the project's where they are known, else those of the branches,
    /// joined where they begin together.
    #[must_use]
    pub fn buckets(&self) -> Vec<Bucket> {
        if !self.project.is_empty() {
            return self.project.clone();
        }
        let mut joined: Vec<Bucket> = Vec::new();
        let mut own: Vec<_> = self.branches.iter().flat_map(|it| &it.buckets).copied().collect();
        own.sort_by_key(|bucket| bucket.start);
        for bucket in own {
            match joined.last_mut() {
                Some(last) if last.start == bucket.start => {
                    last.usage += bucket.usage;
                    last.hours = last.hours.max(bucket.hours);
                }
                _ => joined.push(bucket),
            }
        }
        joined
    }
}
