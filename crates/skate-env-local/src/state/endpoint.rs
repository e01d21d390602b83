//! Endpoints: the ports that branches are reached through.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use skate_env_core::neon::{BranchId, EndpointId};

/// Neon's default, and what `0` stands for.
pub(crate) const DEFAULT_SUSPEND_SECONDS: i64 = 300;

/// What a new endpoint is where its maker does not say: Neon's defaults, or the project's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct EndpointDefaults {
    pub(crate) autoscaling_limit_min_cu: f64,
    pub(crate) autoscaling_limit_max_cu: f64,
    /// -1 never, 0 Neon's default.
    pub(crate) suspend_timeout_seconds: i64,
    /// PostgreSQL's own settings.
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

/// An endpoint that reads and writes; there are no others here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Endpoint {
    pub(crate) id: EndpointId,
    pub(crate) name: Option<String>,
    pub(crate) branch_id: BranchId,
    /// On 127.0.0.1; drawn once, for good.
    pub(crate) port: u16,
    pub(crate) autoscaling_limit_min_cu: f64,
    pub(crate) autoscaling_limit_max_cu: f64,
    /// -1 never, 0 Neon's default.
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
    /// Where it is reached: with the port, so that Neon's own tools build URLs that work.
    pub(crate) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }
}
