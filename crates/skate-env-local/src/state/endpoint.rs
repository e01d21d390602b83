//! Endpoints: the ports through which clients connect to branches.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use skate_env_core::neon::{BranchId, EndpointId};

/// Neon's default, which `0` stands for.
pub(crate) const DEFAULT_SUSPEND_SECONDS: i64 = 300;

/// The defaults of a new endpoint: Neon's, or the project's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct EndpointDefaults {
    pub(crate) autoscaling_limit_min_cu: f64,
    pub(crate) autoscaling_limit_max_cu: f64,
    /// -1: never; 0: Neon's default.
    pub(crate) suspend_timeout_seconds: i64,
    /// PostgreSQL's settings.
    pub(crate) pg_settings: BTreeMap<String, String>,
}

impl Default for EndpointDefaults {
    fn default() -> Self {
        Self {
            autoscaling_limit_min_cu: 0.25,
            autoscaling_limit_max_cu: 0.25,
            suspend_timeout_seconds: DEFAULT_SUSPEND_SECONDS,
            pg_settings: BTreeMap::new(),
        }
    }
}

/// A read-write endpoint: this machine has no read-only ones.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Endpoint {
    pub(crate) id: EndpointId,
    pub(crate) name: Option<String>,
    pub(crate) branch_id: BranchId,
    /// On 127.0.0.1; chosen once and kept.
    pub(crate) port: u16,
    pub(crate) autoscaling_limit_min_cu: f64,
    pub(crate) autoscaling_limit_max_cu: f64,
    /// -1: never; 0: Neon's default.
    pub(crate) suspend_timeout_seconds: i64,
    pub(crate) disabled: bool,
    pub(crate) settings: Value,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    pub(crate) last_active: Option<Timestamp>,
    pub(crate) started_at: Option<Timestamp>,
    pub(crate) suspended_at: Option<Timestamp>,
}

impl Endpoint {
    /// The host with the port, so that Neon's own tools build URLs that work.
    pub(crate) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }
}
