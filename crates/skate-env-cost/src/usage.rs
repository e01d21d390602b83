//! What was used, in the units of Neon's consumption API.

use std::{
    fmt,
    ops::{Add, AddAssign, Mul},
};

use serde::{Deserialize, Serialize};

/// What was used in a span of time. Neon reports storage as byte-hours, whatever `bytes_month` says.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Usage {
    /// Seconds of one compute unit.
    pub compute_unit_seconds: f64,
    /// Data of root branches.
    pub root_byte_hours: f64,
    /// What child branches changed.
    pub child_byte_hours: f64,
    /// History of root branches, for restores.
    pub history_byte_hours: f64,
    /// Snapshots; of a project only.
    pub snapshot_byte_hours: f64,
    /// Hours of child branches, the included ones among them; of a project only.
    pub child_branch_hours: f64,
    /// Bytes sent over the public network.
    pub public_bytes: f64,
    /// Bytes over private networks.
    pub private_bytes: f64,
}

/// A kind of cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Hours of compute units.
    Compute,
    /// Data of root branches and changes of child branches.
    Storage,
    /// History of root branches.
    History,
    /// Snapshots.
    Snapshots,
    /// Branches above the plan's allowance.
    ExtraBranches,
    /// Public transfer above the plan's allowance.
    PublicTransfer,
    /// Private transfer.
    PrivateTransfer,
}

impl Kind {
    /// Every kind, in the order of tables.
    pub const ALL: [Self; 7] = [
        Self::Compute,
        Self::Storage,
        Self::History,
        Self::Snapshots,
        Self::ExtraBranches,
        Self::PublicTransfer,
        Self::PrivateTransfer,
    ];
    /// The kinds that a branch has; the others are the project's.
    pub const OF_BRANCH: [Self; 4] =
        [Self::Compute, Self::Storage, Self::History, Self::PrivateTransfer];

    /// The name in JSON, CSV and metrics.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Compute => "compute",
            Self::Storage => "storage",
            Self::History => "history",
            Self::Snapshots => "snapshots",
            Self::ExtraBranches => "extra_branches",
            Self::PublicTransfer => "public_transfer",
            Self::PrivateTransfer => "private_transfer",
        }
    }

    /// The unit of its quantity.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Compute => "CU-hours",
            Self::Storage | Self::History | Self::Snapshots => "GB-months",
            Self::ExtraBranches => "branch-months",
            Self::PublicTransfer | Self::PrivateTransfer => "GB",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Usage {
    /// Each figure changed by the same function.
    fn map2(self, other: Self, change: impl Fn(f64, f64) -> f64) -> Self {
        Self {
            compute_unit_seconds: change(self.compute_unit_seconds, other.compute_unit_seconds),
            root_byte_hours: change(self.root_byte_hours, other.root_byte_hours),
            child_byte_hours: change(self.child_byte_hours, other.child_byte_hours),
            history_byte_hours: change(self.history_byte_hours, other.history_byte_hours),
            snapshot_byte_hours: change(self.snapshot_byte_hours, other.snapshot_byte_hours),
            child_branch_hours: change(self.child_branch_hours, other.child_branch_hours),
            public_bytes: change(self.public_bytes, other.public_bytes),
            private_bytes: change(self.private_bytes, other.private_bytes),
        }
    }

    /// Without figures that are no amounts: counters that went back, or are no numbers.
    #[must_use]
    pub fn sane(self) -> Self {
        self.map2(self, |own, _| if own.is_finite() { own.max(0.0) } else { 0.0 })
    }

    /// What is more here than there.
    #[must_use]
    pub fn beyond(self, other: Self) -> Self {
        self.map2(other, |own, other| (own - other).max(0.0))
    }
}

impl Add for Usage {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.map2(other, |own, other| own + other)
    }
}

impl AddAssign for Usage {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Mul<f64> for Usage {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        self.map2(self, |own, _| own * factor)
    }
}

impl std::iter::Sum for Usage {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}
