//! The control plane that a command shows_messages to: by key and address, or the one that runs here.

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

/// The project's id, where the policy does not say it. Neon's integrations set it.
const NEON_PROJECT_ID: &str = "NEON_PROJECT_ID";

/// All that it takes to talk to a control plane.
pub(crate) struct ControlPlaneAccess {
    pub(crate) plane: ControlPlane,
    project: Option<String>,
    base: String,
    key: SecretString,
    /// Whether `skate-env local start` started it for this project; nobody gave a key.
    pub(crate) is_own: bool,
}

impl ControlPlaneAccess {
    /// The key's control plane, or else the one that runs for this project on this machine; `None`
    /// where there is neither.
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
        let said = context.config.neon_project_id.clone().or_else(set);
        Some(Self {
            plane: ControlPlane::of(variables),
            project: said.or_else(|| project_of_file(&context.directory)),
            base: variables.get(NEON_API_HOST).unwrap_or(Client::DEFAULT_BASE).trim().to_owned(),
            key: key.into(),
            is_own: false,
        })
    }

    /// The same for who cannot do without.
    pub(crate) fn require(context: &Context, variables: &Variables) -> Result<Self, Failure> {
        Self::find(context, variables).ok_or_else(nowhere)
    }

    /// Which of its projects this is, where the policy, a variable or `.neon` says so.
    pub(crate) fn project(&self) -> Result<Option<ProjectId>, Failure> {
        Ok(self.project.as_deref().map(ProjectId::new).transpose()?)
    }

    /// The same for who cannot do without.
    pub(crate) fn require_project(&self) -> Result<ProjectId, Failure> {
        self.project()?.ok_or_else(|| no_project().into())
    }

    /// The API's address.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// A client that is as patient as the caller.
    pub(crate) fn client(&self, retry: RetryPolicy) -> Result<Client, Failure> {
        Ok(Client::connect(&self.base, &self.key)?.with_retry_policy(retry))
    }

    /// The branches under a policy, to which production's own identity is added: what pins
    /// somebody named by variable, and on this machine what the control plane says itself.
    pub(crate) async fn branches(
        &self,
        client: Client,
        config: &mut Config,
        variables: &Variables,
    ) -> Result<Branches, Failure> {
        let named = variables.get(names::SKATE_ENV_PRODUCTION).unwrap_or_default();
        // One that cannot be read is refused where the URL is checked.
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

fn nowhere() -> Failure {
    Failure::new(
        Exit::NotSetUp,
        exit::NO_CONTROL_PLANE,
        format!(
            "There are no branches to talk about: {NEON_API_KEY} is not set, and no control plane runs here."
        ),
        format!(
            "Set {NEON_API_KEY} for Neon, or start one on this machine: `skate-env local start`."
        ),
    )
}

fn no_project() -> Problem {
    Problem::new(
        Code::InvalidConfig,
        "Nothing says which of Neon's projects this is.",
        format!(
            "Write `neon_project_id` in [project] of skate-env.toml, or set {NEON_PROJECT_ID}."
        ),
    )
}
