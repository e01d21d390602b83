//! Production's pins: whatever they match is never changed, and its URL is never given out.

use crate::neon::{
    Error,
    model::{Branch, Endpoint},
};
use crate::{Code, Config, DatabaseUrl, Environment, Pin, Server, Target, target::Host};

/// Production's pins. There is always one that a URL can show.
#[derive(Clone, Debug)]
pub struct Production(Vec<Pin>);

impl Production {
    /// Takes pins: from the policy, the call, or [`find_production`].
    ///
    /// # Errors
    /// `production_unpinned` where no pin names an endpoint or a host: then no URL could be told
    /// apart from production's, whatever Neon answers.
    ///
    /// [`find_production`]: super::find_production
    pub fn new(pins: impl IntoIterator<Item = Pin>) -> Result<Self, Error> {
        let pins: Vec<_> = pins.into_iter().collect();
        if pins.iter().any(Pin::decides_offline) {
            return Ok(Self(pins));
        }
        Err(Error::new(
            Code::ProductionUnpinned,
            "Production's endpoint is not pinned, so no branch can be told apart from it.",
            "Pin production: its branch and endpoint ids in skate-env.toml or SKATE_ENV_PRODUCTION.",
        ))
    }

    /// The pins of a policy.
    ///
    /// # Errors
    /// As [`Production::new`].
    pub fn of_config(config: &Config) -> Result<Self, Error> {
        let policy = config.environments.get(&Environment::Production);
        Self::new(policy.into_iter().flat_map(|policy| policy.pins.clone()))
    }

    /// The id of production's branch, where it is pinned.
    #[must_use]
    pub fn branch_id(&self) -> Option<&str> {
        self.0.iter().find_map(|pin| match pin {
            Pin::Branch(id) => Some(id.as_str()),
            _ => None,
        })
    }

    /// Why a branch is taken for production, if it is.
    pub(super) fn claims(&self, branch: &Branch) -> Option<&'static str> {
        let pinned = |pin: &Pin| matches!(pin, Pin::Branch(id) if *id == branch.id.as_str());
        if self.0.iter().any(pinned) {
            Some("it is pinned as production")
        } else if branch.default {
            Some("it is the project's default branch")
        } else {
            None
        }
    }

    /// `protected_branch` where a branch is production, or Neon protects it.
    pub(super) fn refuse_branch(&self, branch: &Branch, action: &str) -> Result<(), Error> {
        let protected = branch.protected.then_some("Neon protects it");
        self.claims(branch).or(protected).map_or(Ok(()), |reason| refuse(branch, action, reason))
    }

    /// The same by the endpoints of a branch, for pins that name no branch.
    pub(super) fn refuse_endpoints_of(
        &self,
        branch: &Branch,
        endpoints: &[Endpoint],
        action: &str,
    ) -> Result<(), Error> {
        let is_pinned = endpoints.iter().any(|endpoint| self.has(endpoint));
        if is_pinned {
            refuse(branch, action, "its endpoint is pinned as production's")
        } else {
            Ok(())
        }
    }

    /// `production_target` for an endpoint of production.
    pub(super) fn refuse_endpoint(&self, endpoint: &Endpoint) -> Result<(), Error> {
        if self.has(endpoint) {
            return Err(leads_to_production(&format!("Endpoint {}", endpoint.id)));
        }
        Ok(())
    }

    fn has(&self, endpoint: &Endpoint) -> bool {
        let by_id = |pin: &Pin| matches!(pin, Pin::Endpoint(id) if *id == endpoint.id.as_str());
        let host = endpoint.host.split(':').next().and_then(Host::parse);
        let server = host.map(|host| Server::of_host(&host).0);
        let by_host = |pin: &Pin| match (pin, &server) {
            (Pin::Endpoint(pinned), Some(Server::Neon { endpoint })) => pinned == endpoint,
            // On this machine one address serves every branch: their ports tell them apart.
            (Pin::Host { server: pinned, port: None, .. }, Some(server)) => pinned == server,
            _ => false,
        };
        self.0.iter().any(|pin| by_id(pin) || by_host(pin))
    }

    /// `production_target` for a URL of production.
    pub(super) fn refuse_target(&self, url: &DatabaseUrl, target: &Target) -> Result<(), Error> {
        if self.0.iter().any(|pin| pin.matches(target)) {
            return Err(leads_to_production(&format!("The URL {url}")));
        }
        Ok(())
    }
}

fn refuse(branch: &Branch, action: &str, reason: &str) -> Result<(), Error> {
    Err(Error::new(
        Code::ProtectedBranch,
        format!("Branch `{}` ({}) cannot be {action}: {reason}.", branch.name, branch.id),
        "Nothing was changed. Name another branch.",
    ))
}

fn leads_to_production(what: &str) -> Error {
    Error::new(
        Code::ProductionTarget,
        format!("{what}, which Neon gave for another branch, is production's."),
        "No URL was given out. Check the pins and NEON_API_HOST.",
    )
}
