//! The one project of a control plane.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use skate_env_core::neon::{BranchId, ProjectId};

use super::{EndpointDefaults, Password};

/// The project, and what the control plane needs to be found and to reach its servers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Project {
    pub(crate) id: ProjectId,
    pub(crate) name: String,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    /// PostgreSQL's major version; data of one is not readable by another.
    pub(crate) pg_version: u32,
    pub(crate) default_branch: BranchId,
    /// How far back a root branch can be restored.
    pub(crate) history_retention_seconds: u32,
    pub(crate) settings: Value,
    #[serde(default)]
    pub(crate) default_endpoint_settings: EndpointDefaults,
    pub(crate) api_port: u16,
    pub(crate) api_key: Password,
    /// Of the role that the control plane itself uses on every server.
    pub(crate) superuser_password: Password,
}
