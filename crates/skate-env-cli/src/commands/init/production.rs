//! Finds production's database: through Neon's API, or by a URL that you confirm.

mod api;
mod url;

use skate_env_core::{Environment, Pin};

use super::Arguments;
use crate::{
    context::Context, control_plane::ControlPlaneAccess, failure::Failure, output::Output,
    prompt::Prompt,
};

/// What the policy will say about production.
#[derive(Clone, Debug, Default)]
pub(super) struct Production {
    pub(super) project: Option<String>,
    pub(super) branch: Option<String>,
    pub(super) branch_id: Option<String>,
    pub(super) endpoints: Vec<String>,
    pub(super) host: Option<String>,
    pub(super) database: Option<String>,
    /// The branches of other environments.
    pub(super) branches: Vec<(Environment, String)>,
    /// Which database it is, and how that is known, in a few words.
    pub(super) description: String,
}

impl Production {
    fn pin(&mut self, pin: &Pin) {
        match pin {
            Pin::Branch(id) => self.branch_id = Some(id.clone()),
            Pin::Endpoint(id) => self.endpoints.push(id.clone()),
            Pin::Host { .. } => self.host = self.host.take().or_else(|| Some(pin.to_string())),
            Pin::System { .. } => {} // neither a URL nor Neon's API shows it
        }
    }
}

/// Finds production, and asks at a terminal; `None` if it is pinned already, or if there is none.
pub(super) fn find(
    arguments: &Arguments,
    context: &Context,
    output: &Output,
) -> Result<Option<Production>, Failure> {
    let policy = context.config.environments.get(&Environment::Production);
    if arguments.no_production || policy.is_some_and(|policy| !policy.pins.is_empty()) {
        return Ok(None);
    }
    let variables = context.variables_in(skate_env_core::dotenv::Mode::Production)?;
    if let Some(name) = &arguments.production_url_from {
        return Ok(Some(url::of_variable(name, &variables)?.pinned()));
    }
    let candidates = url::candidates(&context.config, &variables);
    if let Some(access) = ControlPlaneAccess::find(context, &variables) {
        // With a URL of a remote server, this machine's control plane is only a guess.
        let is_meant = !access.is_own || candidates.is_empty() || arguments.names_production();
        if is_meant {
            return Ok(Some(api::find(arguments, &access, &variables, output)?));
        }
    }
    let Some(prompt) = Prompt::at_terminal() else { return Err(unknown(arguments)) };
    for candidate in candidates {
        if prompt.confirm(&candidate.question())? {
            return Ok(Some(candidate.pinned()));
        }
    }
    if prompt.confirm("Continue without pinning production?")? {
        return Ok(None);
    }
    Err(unknown(arguments))
}

fn unknown(arguments: &Arguments) -> Failure {
    let message = match &arguments.project {
        Some(_) => "--project needs NEON_API_KEY, which is not set.",
        None => "Cannot tell which database is production's.",
    };
    Failure::usage(
        message,
        "Set NEON_API_KEY, or run `skate-env init --yes --no-production` if there is none yet; \
         --production-url-from VARIABLE pins the one in a URL.",
    )
}
