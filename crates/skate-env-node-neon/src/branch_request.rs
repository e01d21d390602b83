//! Reads the options of a `branches` call from JSON.

use std::{path::Path, time::Duration};

use secrecy::SecretString;
use serde::Deserialize;
use skate_env_core::{
    Class, Config, Environment, Error, Pin, files,
    neon::{
        BranchId, BranchRef, Client, ProjectId,
        lifecycle::{BranchSpec, WhenStale},
    },
};

use crate::options::invalid_option;

/// The options of one call. JavaScript has checked their types and filled in variables.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BranchRequest {
    pub(crate) action: BranchAction,
    #[serde(default)]
    pub(crate) plan: bool,
    directory: String,
    api_key: Option<SecretString>,
    api_host: Option<String>,
    project_id: Option<String>,
    #[serde(default)]
    production: Vec<String>,
    id: Option<String>,
    name: Option<String>,
    parent: Option<String>,
    environment: Option<String>,
    class: Option<String>,
    owner: Option<String>,
    reason: Option<String>,
    source: Option<String>,
    max_age_seconds: Option<f64>,
    reset_when_stale: Option<bool>,
}

/// An action of `branches`.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum BranchAction {
    List,
    Create,
    Reset,
    Delete,
    Connection,
}

impl BranchRequest {
    /// Every `skate-env.toml` in the directory and its parents.
    pub(crate) fn config(&self) -> Result<Config, Error> {
        Ok(files::find_config(Path::new(&self.directory))?.config)
    }

    pub(crate) fn base(&self) -> &str {
        self.api_host.as_deref().unwrap_or(Client::DEFAULT_BASE)
    }

    pub(crate) fn key(&self) -> Result<&SecretString, Error> {
        self.api_key.as_ref().ok_or_else(|| {
            invalid_option("No Neon API key is set.", "Set NEON_API_KEY, or pass `apiKey`.")
        })
    }

    pub(crate) fn project(&self, config: &Config) -> Result<ProjectId, Error> {
        let id = self.project_id.as_ref().or(config.neon_project_id.as_ref());
        let id = id.ok_or_else(|| {
            invalid_option(
                "No Neon project is set.",
                "Write `neon_project_id` in [project] of skate-env.toml, or set NEON_PROJECT_ID.",
            )
        })?;
        ProjectId::new(id.as_str())
    }

    /// Production pins of the call and of `SKATE_ENV_PRODUCTION`, then those of the policy.
    pub(crate) fn pins(&self, config: &Config) -> Result<Vec<Pin>, Error> {
        let given = self.production.iter().map(|pin| pin.trim()).filter(|pin| !pin.is_empty());
        let mut pins = given.map(Pin::parse).collect::<Result<Vec<_>, _>>().map_err(|_| {
            invalid_option(
                "A production pin (the option `production`, or SKATE_ENV_PRODUCTION) is invalid.",
                "Use endpoint ids (`ep-…`), branch ids (`br-…`) or `host[:port][/database]`.",
            )
        })?;
        let policy = config.environments.get(&Environment::Production);
        pins.extend(policy.into_iter().flat_map(|policy| policy.pins.clone()));
        Ok(pins)
    }

    pub(crate) fn branch(&self) -> Result<BranchRef, Error> {
        match (&self.id, &self.name) {
            (Some(id), None) => Ok(BranchRef::Id(BranchId::new(id.as_str())?)),
            (None, Some(name)) => Ok(BranchRef::name(name)),
            _ => Err(invalid_option(
                "The branch must be given by exactly one of `name` and `id`.",
                "Pass `name` or `id`.",
            )),
        }
    }

    pub(crate) fn parent(&self) -> Result<&str, Error> {
        required(self.parent.as_deref(), "parent")
    }

    pub(crate) fn environment(&self) -> Result<Environment, Error> {
        required(self.environment.as_deref(), "environment")?.parse()
    }

    pub(crate) fn wanted(&self) -> Result<BranchSpec, Error> {
        let name = required(self.name.as_deref(), "name")?;
        let class = required(self.class.as_deref(), "class")?;
        let class = Class::ALL.into_iter().find(|known| known.as_str() == class);
        let class = class.ok_or_else(|| {
            let names = Class::ALL.map(Class::as_str).join(", ");
            invalid_option(
                "The option `class` is not a branch class.",
                format!("Use one of {names}."),
            )
        })?;
        let mut wanted = BranchSpec::new(name, class, required(self.owner.as_deref(), "owner")?);
        wanted.source.clone_from(&self.source);
        if let Some(reason) = &self.reason {
            wanted = wanted.because(reason);
        }
        if let Some(seconds) = self.max_age_seconds {
            let age = Duration::try_from_secs_f64(seconds).map_err(|_| {
                invalid_option("The option `maxAgeSeconds` is not a duration.", "Pass 0 or more.")
            })?;
            let reset = self.reset_when_stale.unwrap_or_default();
            wanted.max_age = Some(age);
            wanted.when_stale = if reset { WhenStale::Reset } else { WhenStale::Refuse };
        }
        Ok(wanted)
    }
}

fn required<'text>(value: Option<&'text str>, option: &str) -> Result<&'text str, Error> {
    value.ok_or_else(|| {
        invalid_option(format!("The option `{option}` is missing."), format!("Pass `{option}`."))
    })
}
