//! Access to the control plane: by `NEON_API_KEY`, or to the one that runs on this machine.

use secrecy::SecretString;
use skate_env_core::{
    Code, Config, Environment, Pin, Problem, Variables, names,
    neon::{
        Client, ProjectId, RetryPolicy,
        lifecycle::{Branches, Production, find_production},
    },
};

use super::{ControlPlane, NEON_API_HOST, NEON_API_KEY, local_folder};
use crate::{
    context::Context,
    exit::{self, Exit},
    failure::Failure,
    project::project_of_file,
};

/// The project's id, if the policy has none. Neon's integrations set it.
const NEON_PROJECT_ID: &str = "NEON_PROJECT_ID";

/// What it takes to call a control plane's API.
pub(crate) struct ControlPlaneAccess {
    pub(crate) plane: ControlPlane,
    project: Option<String>,
    base: String,
    key: SecretString,
    /// Whether it is the one that `skate-env local start` started; no key is set then.
    pub(crate) is_own: bool,
}

impl ControlPlaneAccess {
    /// The control plane of the key, else the one that runs for this project on this machine.
    pub(crate) fn find(context: &Context, variables: &Variables) -> Option<Self> {
        let Some(key) = variables.get(NEON_API_KEY) else {
            let running = local_folder::running(context)?;
            let base = running.api_host().to_owned();
            return Some(Self {
                plane: ControlPlane::at(&base),
                project: Some(running.project_id().to_owned()),
                base,
                key: running.api_key().clone(),
                is_own: true,
            });
        };
        let set = || variables.get(NEON_PROJECT_ID).map(str::to_owned);
        let policy = context.config.neon_project_id.clone().or_else(set);
        Some(Self {
            plane: ControlPlane::of(variables),
            project: policy.or_else(|| project_of_file(&context.directory)),
            base: variables.get(NEON_API_HOST).unwrap_or(Client::DEFAULT_BASE).trim().to_owned(),
            key: key.into(),
            is_own: false,
        })
    }

    /// As [`Self::find`]; an error if there is none.
    pub(crate) fn require(context: &Context, variables: &Variables) -> Result<Self, Failure> {
        Self::find(context, variables).ok_or_else(no_control_plane)
    }

    /// The project: from the policy, a variable, or `.neon`.
    pub(crate) fn project(&self) -> Result<Option<ProjectId>, Failure> {
        Ok(self.project.as_deref().map(ProjectId::new).transpose()?)
    }

    /// As [`Self::project`]; an error if there is none.
    pub(crate) fn require_project(&self) -> Result<ProjectId, Failure> {
        self.project()?.ok_or_else(|| no_project().into())
    }

    /// The API's address.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// A client that retries as long as the caller allows.
    pub(crate) fn client(&self, retry: RetryPolicy) -> Result<Client, Failure> {
        Ok(Client::connect(&self.base, &self.key)?.with_retry_policy(retry))
    }

    /// Pins the default branch as production's, if nothing else is pinned.
    pub(crate) async fn pin_default_branch(
        &self,
        client: &Client,
        config: &mut Config,
        variables: &Variables,
    ) -> Result<(), Failure> {
        let is_pinned = Production::of_config(config).is_ok()
            || variables.get(names::SKATE_ENV_PRODUCTION).is_some();
        // On this machine it is always asked for.
        if is_pinned || matches!(self.plane, ControlPlane::Local { .. }) {
            return Ok(());
        }
        let found = find_production(client, &self.require_project()?, None, false).await?;
        config.environments.entry(Environment::Production).or_default().pins.extend(found.pins);
        Ok(())
    }

    /// The branches under a policy, to which production's pins are added: those of the variable
    /// `SKATE_ENV_PRODUCTION`, and on this machine those that the control plane reports.
    pub(crate) async fn branches(
        &self,
        client: Client,
        config: &mut Config,
        variables: &Variables,
    ) -> Result<Branches, Failure> {
        let named = variables.get(names::SKATE_ENV_PRODUCTION).unwrap_or_default();
        // A pin that cannot be parsed is refused when a URL is checked.
        let mut pins: Vec<Pin> =
            named.split(',').filter_map(|text| Pin::parse(text).ok()).collect();
        let project = self.require_project()?;
        if matches!(self.plane, ControlPlane::Local { .. }) {
            pins.extend(find_production(&client, &project, None, false).await?.pins);
        }
        let policy = config.environments.entry(Environment::Production).or_default();
        policy.pins.extend(pins);
        let production = Production::of_config(config)?;
        Ok(Branches::new(client, project, production, config.clone()))
    }
}

fn no_control_plane() -> Failure {
    Failure::new(
        Exit::NotSetUp,
        exit::NO_CONTROL_PLANE,
        format!(
            "Cannot manage branches: {NEON_API_KEY} is not set, and no control plane runs here."
        ),
        format!("Run `skate-env local start`, or set {NEON_API_KEY} for Neon."),
    )
}

fn no_project() -> Problem {
    Problem::new(
        Code::InvalidConfig,
        "Cannot tell which Neon project this is.",
        format!(
            "Write `neon_project_id` in [project] of skate-env.toml, or set {NEON_PROJECT_ID}."
        ),
    )
}
