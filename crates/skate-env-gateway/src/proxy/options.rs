//! What a gateway is started with.

use std::{fmt, sync::Arc, time::Duration};

use secrecy::{ExposeSecret as _, SecretString};
use skate_env_core::{
    Config, Error, ResolvedDatabase,
    verify::{Connector, VerifyOptions},
};

use super::observer::Observer;
use crate::judge::Policy;

/// How a session is proven to lead to the database that was resolved.
#[derive(Clone)]
pub struct Proof(Arc<(ResolvedDatabase, Config)>);

impl Proof {
    /// The database that was resolved, and the policy with its pins.
    #[must_use]
    pub fn new(resolved: ResolvedDatabase, config: Config) -> Self {
        Self(Arc::new((resolved, config)))
    }

    pub(super) fn resolved(&self) -> &ResolvedDatabase {
        &self.0.0
    }

    pub(super) fn config(&self) -> &Config {
        &self.0.1
    }
}

/// What a gateway is started with. Holds the database's password.
pub struct GatewayOptions {
    pub(super) policy: Policy,
    pub(super) proof: Proof,
    pub(super) password: SecretString,
    pub(super) observer: Arc<dyn Observer>,
    pub(super) verify: VerifyOptions,
}

impl GatewayOptions {
    /// A gateway to the database of `proof`, for what `policy` lets through. `password` is what
    /// clients have to know: random, ASCII, for this run.
    #[must_use]
    pub fn new(policy: Policy, proof: Proof, password: SecretString) -> Self {
        let verify = VerifyOptions::default();
        Self { policy, proof, password, observer: Arc::new(()), verify }
    }

    /// The same, observed.
    #[must_use]
    pub fn observer(mut self, observer: Arc<dyn Observer>) -> Self {
        self.observer = observer;
        self
    }

    /// The same, waiting this long for the database.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.verify = self.verify.timeout(timeout);
        self
    }

    /// The ways to the database: pooled as the URL says, and direct.
    pub(super) fn connectors(&self) -> Result<(Connector, Connector), Error> {
        let resolved = self.proof.resolved();
        let target = resolved.target.as_ref();
        let direct = resolved.direct_url.as_ref().unwrap_or(&resolved.url);
        // A pooler's sessions are shared: none of them could be kept read-only.
        let pooled = if self.policy.is_read_only() { direct } else { &resolved.url };
        Ok((Connector::new(pooled, target)?, Connector::new(direct, target)?))
    }

    pub(super) fn expose_password(&self) -> &str {
        self.password.expose_secret()
    }
}

impl fmt::Debug for GatewayOptions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("GatewayOptions")
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}
