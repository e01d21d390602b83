//! The description of a REST API: names for messages, codes for refusals, headers and limits.

use std::time::Duration;

use crate::Code;

/// An API that a client can speak to.
#[derive(Debug)]
pub struct Service {
    /// Its name in messages: `Neon`.
    pub name: &'static str,
    /// The variable that holds the key: `NEON_API_KEY`.
    pub key: &'static str,
    /// The variable that holds the address: `NEON_API_HOST`.
    pub address: &'static str,
    /// Its own address, for a caller that was given no other.
    pub base: &'static str,
    /// Headers of every request, beside the key.
    pub headers: &'static [(&'static str, &'static str)],
    /// What it allows on each route.
    pub budget: RateBudget,
    /// Whether a 500 is a passing fault, so that a request that may be repeated is.
    pub repeats_500: bool,
    /// Whether a 403 that says when to come again is a rate limit.
    pub limits_with_403: bool,
    /// Whether it may be asked without TLS over a private network, and not only on this machine.
    pub plain_in_private_networks: bool,
    /// The code of an error where it said no.
    pub refused: Code,
    /// The code of an error where it did not answer.
    pub unavailable: Code,
}

/// How many requests a route takes.
#[derive(Clone, Copy, Debug)]
pub struct RateBudget {
    /// Requests without a pause.
    pub at_once: u32,
    /// Requests a minute after that.
    pub per_minute: u32,
}

impl RateBudget {
    pub(super) const fn interval(self) -> Duration {
        Duration::from_nanos(60_000_000_000 / self.per_minute as u64)
    }

    pub(super) const fn lead(self) -> Duration {
        self.interval().saturating_mul(self.at_once - 1)
    }
}
