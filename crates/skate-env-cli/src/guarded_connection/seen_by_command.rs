//! The database as a guarded command sees it: the gateway's address in place of the server's.

use secrecy::SecretString;
use skate_env_core::{
    DatabaseUrl, Environment, Purpose, ResolvedDatabase, gateway_variable, names,
};

/// What a command is told of its gateway.
pub(crate) struct SeenByCommand {
    pooled: u16,
    direct: u16,
    /// The role where a URL names none.
    user: String,
    password: SecretString,
}

impl SeenByCommand {
    pub(super) fn new([pooled, direct]: [u16; 2], user: String, password: String) -> Self {
        Self { pooled, direct, user, password: password.into() }
    }

    /// The same database with the gateway's URLs.
    pub(crate) fn database(&self, resolved: &ResolvedDatabase) -> ResolvedDatabase {
        let mut seen = resolved.clone();
        // A purpose that needs a session of its own has the direct URL in both places.
        let is_direct = matches!(resolved.purpose, Purpose::Migrate | Purpose::Read);
        let port = if is_direct { self.direct } else { self.pooled };
        if let Some(url) = self.at(&resolved.url, port) {
            seen.url = url;
        }
        seen.direct_url = resolved.direct_url.as_ref().and_then(|url| self.at(url, self.direct));
        seen
    }

    /// The variable by which skate-env recognises it inside the command.
    pub(crate) fn variable(&self, environment: Environment) -> (&'static str, String) {
        (names::SKATE_ENV_GATEWAY, gateway_variable(environment, self.ports()))
    }

    /// Both ports, pooled and direct.
    pub(crate) fn ports(&self) -> [u16; 2] {
        [self.pooled, self.direct]
    }

    fn at(&self, url: &DatabaseUrl, port: u16) -> Option<DatabaseUrl> {
        url.at_gateway(port, &self.user, &self.password)
    }
}
