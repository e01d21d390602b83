//! Settings of a compute.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::state::Refusal;

/// Neon's words; others are errors, says its document.
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
    /// As it is kept.
    pub(in crate::api) fn checked(&self) -> Result<Value, Refusal> {
        pg_settings(&self.pg_settings)?;
        serde_json::to_value(self).map_err(|error| Refusal::internal(error.to_string()))
    }
}

/// A server's configuration is the control plane's own.
pub(in crate::api) fn pg_settings(settings: &BTreeMap<String, String>) -> Result<(), Refusal> {
    let Some(name) = settings.keys().next() else { return Ok(()) };
    Err(Refusal::missing(format!(
        "pg_settings are not taken on this machine: set {name:?} with ALTER DATABASE or ALTER ROLE"
    )))
}
