//! What the gateway's process needs to resolve the same database again. It holds secrets, and
//! travels over a socket alone.

use std::{collections::BTreeSet, path::PathBuf};

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use skate_env_core::{
    Config, Environment, Error, Facts, Place, Purpose, Request, ResolvedDatabase, Variables, names,
    resolve,
};

use skate_env_report::EventRecord;

use crate::{context::Context, recording};

/// From `skate-env run` to its gateway.
#[derive(Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub(crate) struct Handover {
    environment: String,
    purpose: String,
    /// The policy that `--config` names.
    config: Option<PathBuf>,
    consent: Option<String>,
    variables: Vec<Variable>,
    /// Facts of the process that asked.
    terminal: bool,
    devin: bool,
    consent_in_dotenv: bool,
    /// Whether consent was given to what destroys, where consent can lift that.
    pub(super) may_destroy: bool,
    /// Whether the folder's own migrations are those that were deployed: there is no git.
    pub(super) is_deployed: bool,
    /// The project in which events are recorded; `None` where they are not.
    pub(super) record: Option<PathBuf>,
    pub(super) is_ci: bool,
    /// The role where the URL names none.
    pub(super) user: String,
    /// What clients of the gateway know.
    password: String,
}

#[derive(Serialize, Deserialize)]
struct Variable {
    name: String,
    value: String,
    place: Option<(String, u32)>,
}

/// What a handover says, as the core has it.
pub(super) struct Received {
    pub(super) resolved: ResolvedDatabase,
    pub(super) config: Config,
    pub(super) password: SecretString,
}

impl Handover {
    /// What leads to `resolved` again.
    pub(crate) fn new(
        context: &Context,
        variables: &Variables,
        resolved: &ResolvedDatabase,
        password: String,
    ) -> Self {
        let facts = context.facts(variables);
        let names: BTreeSet<_> = resolved.depends_on.iter().map(AsRef::as_ref).collect();
        let variable = |name: &str| {
            let place = variables.place(name).map(|place| (place.path.clone(), place.line));
            let value = variables.raw(name)?.to_owned();
            Some(Variable { name: name.to_owned(), value, place })
        };
        let request = context.request(Some(resolved.purpose)).environment(resolved.environment);
        let target = resolved.target.as_ref();
        Self {
            environment: resolved.environment.to_string(),
            purpose: resolved.purpose.to_string(),
            config: context.named_config().map(ToOwned::to_owned),
            consent: context.consent().map(str::to_owned),
            variables: names.into_iter().filter_map(variable).collect(),
            terminal: facts.terminal,
            devin: facts.devin,
            consent_in_dotenv: facts.consent_in_dotenv,
            may_destroy: target.is_some_and(|it| request.consents_to(it, variables, facts)),
            is_deployed: skate_env_core::serves(context.process())
                || context.process().get(names::SKATE_ENV_RUNTIME) == Some("deployed"),
            record: recording::record(context)
                .and(EventRecord::of(&context.project(), variables))
                .map(|_| context.project()),
            is_ci: context.is_ci(),
            user: user(variables),
            password,
        }
    }

    /// Resolves again: the same variables, facts, policy and request give the same answer.
    pub(super) fn resolve(&self) -> Result<Received, Error> {
        let config = Context::policy(self.config.as_deref())?;
        let mut variables = Variables::new();
        for Variable { name, value, place } in &self.variables {
            match place {
                Some((path, line)) => {
                    variables.set_from(name, value, Place::new(path.clone(), *line));
                }
                None => variables.set(name, value),
            }
        }
        let facts = Facts::new()
            .with_terminal(self.terminal)
            .with_devin(self.devin)
            .with_consent_in_dotenv(self.consent_in_dotenv);
        let mut request = Request::new()
            .environment(self.environment.parse::<Environment>()?)
            .purpose(self.purpose.parse::<Purpose>()?);
        if let Some(consent) = &self.consent {
            request = request.consent(consent.clone());
        }
        let mut resolved = resolve(&variables, facts, &config, &request)?;
        with_user(&mut resolved, &self.user);
        Ok(Received { resolved, config, password: self.password.clone().into() })
    }
}

/// Both URLs name a role: the proxy asks its clients for the one that it logs in as.
fn with_user(resolved: &mut ResolvedDatabase, user: &str) {
    if let Some(url) = resolved.url.with_user(user) {
        resolved.url = url;
    }
    if let Some(url) = resolved.direct_url.as_ref().and_then(|url| url.with_user(user)) {
        resolved.direct_url = Some(url);
    }
}

/// Who libpq logs in as where the URL does not say.
fn user(variables: &Variables) -> String {
    let name = ["PGUSER", "USER", "LOGNAME"].into_iter().find_map(|it| variables.get(it));
    name.unwrap_or_default().to_owned()
}
