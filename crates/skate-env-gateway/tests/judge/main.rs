//! The judge against the vectors: what the specification demands, statement by statement.
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod document;
mod groups;
mod statements;

use skate_env_core::{Environment, Purpose};
use skate_env_gateway::judge::Policy;

/// `production/app`, `staging/app+consent`
fn policy(name: &str) -> Policy {
    let (environment, purpose) = name.split_once('/').unwrap();
    let environment: Environment = environment.parse().unwrap();
    let purpose_name = purpose.trim_end_matches("+consent");
    let purpose: Purpose = purpose_name.parse().unwrap();
    Policy::new(environment, purpose, name.ends_with("+consent"))
}
