//! What a decision is made from, besides the URLs: the environment, the pins, the request.

use crate::{
    Config, Environment, Facts, Purpose, Request, candidate::Candidate, config::Pins, gateway,
    lookup::Lookup, names,
};

/// Everything that the guards look at, besides the URLs.
pub(crate) struct GuardContext<'a> {
    pub(crate) lookup: &'a Lookup<'a>,
    pub(crate) facts: Facts,
    pub(crate) config: &'a Config,
    pub(crate) request: &'a Request,
    pub(crate) pins: &'a Pins<'a>,
    pub(crate) environment: Environment,
    pub(crate) purpose: Purpose,
}

impl GuardContext<'_> {
    /// The environment of a `skate-env run` around this process, whose URLs the unsuffixed
    /// names hold.
    pub(crate) fn run_as(&self) -> Option<Environment> {
        self.lookup.of_process(names::SKATE_ENV_RUN)?.parse().ok()
    }

    /// Whether a candidate is the guarded connection of the `skate-env run` around this process:
    /// its gateway has proven whose database is behind it.
    pub(crate) fn is_guarded(&self, candidate: &Candidate) -> bool {
        gateway::is_gateway(self.lookup, self.environment, &candidate.url)
    }
}
