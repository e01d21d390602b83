//! The control plane that a command talks to: by key and address, or the one that runs here.

use secrecy::SecretString;
use skate_env_core::{
    Code, Config, Environment, Pin, Problem, Variables, names,
    neon::{
        Client, Patience, ProjectId,
        lifecycle::{Branches, Production, pin},
    },
};

use crate::{
    context::Context,
    control_plane::{ControlPlane, NEON_API_HOST, NEON_API_KEY},
    exit::{self, Exit},
    failure::Failure,
    home,
};

/// The project's id, where the policy does not say it. Neon's integrations set it.
const NEON_PROJECT_ID: &str = "NEON_PROJECT_ID";

/// All that it takes to talk to a control plane.
pub(crate) struct Access {
    pub(crate) plane: ControlPlane,
    pub(crate) project: ProjectId,
    base: String,
    key: SecretString,
}

impl Access {
    /// The key's control plane, or else the one that runs for this project on this machine.
    pub(crate) fn find(context: &Context, variables: &Variables) -> Result<Self, Failure> {
        let Some(key) = variables.get(NEON_API_KEY) else {
            let running = home::running(context).ok_or_else(nowhere)?;
            let base = running.api_host().to_owned();
            return Ok(Self {
                plane: ControlPlane::at(&base),
                project: ProjectId::new(running.project_id())?,
                base,
                key: running.api_key().clone(),
            });
        };
        let said = || variables.get(NEON_PROJECT_ID).map(str::to_owned);
        let project =
            context.config.neon_project_id.clone().or_else(said).ok_or_else(no_project)?;
        Ok(Self {
            plane: ControlPlane::of(variables),
            project: ProjectId::new(project)?,
            base: variables.get(NEON_API_HOST).unwrap_or(Client::DEFAULT_BASE).trim().to_owned(),
            key: key.into(),
        })
    }

    /// A client that is as patient as the caller.
    pub(crate) fn client(&self, patience: Patience) -> Result<Client, Failure> {
        Ok(Client::connect(&self.base, &self.key)?.with_patience(patience))
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
        if matches!(self.plane, ControlPlane::Local { .. }) {
            pins.extend(pin(&client, &self.project, None, false).await?.pins);
        }
        let policy = config.environments.entry(Environment::Production).or_default();
        policy.pins.extend(pins);
        let production = Production::of_config(config)?;
        Ok(Branches::new(client, self.project.clone(), production, config.clone()))
    }
}

fn nowhere() -> Failure {
    Failure::own(
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

fn no_project() -> Failure {
    Problem::new(
        Code::InvalidConfig,
        "Nothing says which of Neon's projects this is.",
        format!(
            "Write `neon_project_id` in [project] of skate-env.toml, or set {NEON_PROJECT_ID}."
        ),
    )
    .into()
}
