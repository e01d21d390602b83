//! Branches, their roles and their databases.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use skate_env_core::neon::{BranchId, model::BranchState};

use super::{AwakeTime, Password};

/// The name of a data folder. A reset gives the branch another one under the same branch id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct TimelineId(pub(crate) String);

/// What a branch was created from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum InitSource {
    ParentData,
    SchemaOnly,
}

/// A branch.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Branch {
    pub(crate) id: BranchId,
    pub(crate) name: String,
    /// `None` for a root.
    pub(crate) parent_id: Option<BranchId>,
    pub(crate) parent_lsn: Option<String>,
    pub(crate) parent_timestamp: Option<Timestamp>,
    pub(crate) timeline: TimelineId,
    pub(crate) init_source: InitSource,
    pub(crate) protected: bool,
    pub(crate) current_state: BranchState,
    pub(crate) state_changed_at: Timestamp,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    pub(crate) expires_at: Option<Timestamp>,
    /// How long after its creation, and after each reset, it expires.
    pub(crate) ttl_interval_seconds: Option<i64>,
    pub(crate) last_reset_at: Option<Timestamp>,
    pub(crate) annotation: BTreeMap<String, String>,
    pub(crate) roles: Vec<Role>,
    pub(crate) databases: Vec<Database>,
    /// In bytes, as last recorded.
    pub(crate) logical_size: Option<i64>,
    pub(crate) counters: Counters,
    /// When its compute ran, the oldest first.
    #[serde(default)]
    pub(crate) awake: Vec<AwakeTime>,
}

impl Branch {
    pub(crate) fn role(&self, name: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.name == name)
    }

    pub(crate) fn database(&self, name: &str) -> Option<&Database> {
        self.databases.iter().find(|database| database.name == name)
    }

    pub(crate) fn set_state(&mut self, state: BranchState, now: Timestamp) {
        self.current_state = state;
        self.state_changed_at = now;
        self.updated_at = now;
    }
}

/// A role.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Role {
    pub(crate) name: String,
    /// `None` for a role that was created by SQL, or that cannot log in.
    pub(crate) password: Option<Password>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

/// A database.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Database {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) owner_name: String,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

/// What a branch has used so far.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Counters {
    pub(crate) active_time_seconds: f64,
    /// Active time, weighted by the compute's size.
    pub(crate) compute_time_seconds: f64,
    pub(crate) written_data_bytes: u64,
    pub(crate) data_transfer_bytes: u64,
    /// How many of the bytes that this process counted are in the figure above.
    #[serde(skip)]
    pub(crate) sent_recorded: u64,
    /// What is not in the figures above yet.
    #[serde(skip)]
    pub(crate) since_start: UsageSinceStart,
}

/// What a running compute has used since its server started.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct UsageSinceStart {
    pub(crate) active_time_seconds: f64,
    pub(crate) compute_time_seconds: f64,
    pub(crate) data_transfer_bytes: u64,
}

impl Counters {
    /// The stored figures plus those since the server started.
    pub(crate) fn total(&self) -> Self {
        Self {
            active_time_seconds: self.active_time_seconds + self.since_start.active_time_seconds,
            compute_time_seconds: self.compute_time_seconds + self.since_start.compute_time_seconds,
            data_transfer_bytes: self.data_transfer_bytes + self.since_start.data_transfer_bytes,
            ..*self
        }
    }
}
