//! The project's name, history retention and defaults.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::endpoints::{check_size, check_suspend};
use super::new_branch::MAX_NAME_LENGTH;
use crate::state::{ApiError, State};

/// Neon's maximum: 30 days.
const MAX_HISTORY_SECONDS: u32 = 2_592_000;

/// The fields to change; `None` leaves a field as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct ProjectChanges {
    pub(crate) name: Option<String>,
    pub(crate) history_retention_seconds: Option<u32>,
    /// Each named setting replaces the old one.
    pub(crate) settings: Map<String, Value>,
    pub(crate) min_cu: Option<f64>,
    pub(crate) max_cu: Option<f64>,
    pub(crate) suspend_timeout_seconds: Option<i64>,
    pub(crate) pg_settings: Option<BTreeMap<String, String>>,
}

impl State {
    pub(crate) fn update_project(
        &mut self,
        changes: &ProjectChanges,
        now: Timestamp,
    ) -> Result<(), ApiError> {
        let project = &mut self.project;
        if let Some(name) = &changes.name {
            if !(1..=MAX_NAME_LENGTH).contains(&name.chars().count()) {
                return Err(ApiError::invalid("a project's name has 1 to 256 characters"));
            }
            project.name.clone_from(name);
        }
        if let Some(seconds) = changes.history_retention_seconds {
            if seconds > MAX_HISTORY_SECONDS {
                let message = "history_retention_seconds is 0 to 2592000 (30 days)";
                return Err(ApiError::invalid(message));
            }
            project.history_retention_seconds = seconds;
        }
        let defaults = &mut project.default_endpoint_settings;
        let size = (defaults.autoscaling_limit_min_cu, defaults.autoscaling_limit_max_cu);
        let (min, max) = check_size(size, (changes.min_cu, changes.max_cu))?;
        (defaults.autoscaling_limit_min_cu, defaults.autoscaling_limit_max_cu) = (min, max);
        if let Some(seconds) = changes.suspend_timeout_seconds {
            check_suspend(seconds)?;
            defaults.suspend_timeout_seconds = seconds;
        }
        if let Some(settings) = &changes.pg_settings {
            defaults.pg_settings.clone_from(settings);
        }
        if !project.settings.is_object() {
            project.settings = Value::Object(Map::new());
        }
        if let Value::Object(settings) = &mut project.settings {
            settings.extend(changes.settings.clone());
        }
        project.updated_at = now;
        Ok(())
    }
}
