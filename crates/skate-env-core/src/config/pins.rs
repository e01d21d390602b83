//! Collects the pins of the policy, of `SKATE_ENV_PRODUCTION` and of the request.

use super::Pin;
use crate::{Code, Config, Environment, Problem, Request, lookup::Lookup, names};

/// The pins of the policy, of `SKATE_ENV_PRODUCTION` and of the request.
pub(crate) struct Pins<'a> {
    given: Vec<Pin>,
    config: &'a Config,
}

impl<'a> Pins<'a> {
    /// Pins of the call, of `SKATE_ENV_PRODUCTION` and of the policy, and what was no pin.
    pub(crate) fn collect(
        lookup: &Lookup<'_>,
        config: &'a Config,
        request: &Request,
    ) -> (Self, Option<Problem>) {
        let mut given = request.production.clone();
        let mut problem = None;
        let list = lookup.get(names::SKATE_ENV_PRODUCTION).unwrap_or_default();
        for text in list.split(',').map(str::trim).filter(|text| !text.is_empty()) {
            match Pin::parse(text) {
                Ok(pin) => given.push(pin),
                Err(_) => problem = Some(no_pin(lookup)),
            }
        }
        (Self { given, config }, problem)
    }

    pub(crate) fn production(&self) -> impl Iterator<Item = &Pin> {
        self.given.iter().chain(self.of(Environment::Production))
    }

    /// Those of the call and of `SKATE_ENV_PRODUCTION`.
    pub(crate) fn given(&self) -> &[Pin] {
        &self.given
    }

    pub(crate) fn of(&self, environment: Environment) -> impl Iterator<Item = &'a Pin> {
        self.config.environments.get(&environment).into_iter().flat_map(|policy| &policy.pins)
    }

    /// Whether some pin of production can be seen in a URL.
    pub(crate) fn decide_offline(&self) -> bool {
        self.production().any(Pin::decides_offline)
    }
}

fn no_pin(lookup: &Lookup<'_>) -> Problem {
    Problem::new(
        Code::InvalidConfig,
        "SKATE_ENV_PRODUCTION holds a text that is not a pin.",
        "List endpoint ids (`ep-…`), branch ids (`br-…`) or hosts, separated by commas.",
    )
    .of_variable(names::SKATE_ENV_PRODUCTION, lookup.place(names::SKATE_ENV_PRODUCTION))
}
