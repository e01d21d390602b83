//! The one project of a control plane.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use skate_env_core::neon::{BranchId, ProjectId};

use super::{EndpointDefaults, Password};

/// The project, and how the control plane is reached and reaches its servers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Project {
    pub(crate) id: ProjectId,
    pub(crate) name: String,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    /// PostgreSQL's major version: another one cannot read the data.
    pub(crate) pg_version: u32,
    pub(crate) default_branch: BranchId,
    /// How far back a root branch can be restored.
    pub(crate) history_retention_seconds: u32,
    pub(crate) settings: Value,
    #[serde(default)]
    pub(crate) default_endpoint_settings: EndpointDefaults,
    pub(crate) api_port: u16,
    pub(crate) api_key: Password,
    /// The password of the role that the control plane itself uses on every server.
    pub(crate) superuser_password: Password,
}
