//! Settings of a compute in requests.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::state::ApiError;

/// The values of Neon's document; others are errors.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::api) enum Provisioner {
    K8sPod,
    K8sNeonvm,
    ServerlessPlatform,
}

/// `settings` of an endpoint.
#[derive(Debug, Deserialize, Serialize)]
pub(in crate::api) struct ComputeSettings {
    #[serde(default)]
    pg_settings: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pgbouncer_settings: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preload_libraries: Option<PreloadLibraries>,
}

#[derive(Debug, Deserialize, Serialize)]
struct PreloadLibraries {
    #[serde(skip_serializing_if = "Option::is_none")]
    use_defaults: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enabled_libraries: Option<Vec<String>>,
}

impl ComputeSettings {
    /// Checks the settings, and returns them as they are stored.
    pub(in crate::api) fn checked(&self) -> Result<Value, ApiError> {
        check_pg_settings(&self.pg_settings)?;
        serde_json::to_value(self).map_err(|error| ApiError::internal(error.to_string()))
    }
}

/// The control plane itself configures its servers.
pub(in crate::api) fn check_pg_settings(
    settings: &BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let Some(name) = settings.keys().next() else { return Ok(()) };
    Err(ApiError::not_implemented(format!(
        "pg_settings are not supported on this machine: set {name:?} with ALTER DATABASE or ALTER ROLE"
    )))
}
