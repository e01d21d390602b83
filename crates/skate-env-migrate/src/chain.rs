//! Checks that a deployment keeps the order of environments (`chain` in `skate-env.toml`). Pure.
//!
//! A [`Deployment`] holds the folder, the migration history of the environment's database and of
//! the environment before it, and the record of the last test. [`Deployment::problems`] returns
//! every reason to refuse it.

mod compare_environments;
mod environment;
mod test_requirement;
mod upstream;

use skate_env_core::{Environment, Problem};

use crate::{Folder, History};

pub use compare_environments::compare_environments;
pub use test_requirement::TestRequirement;
pub use upstream::Upstream;

/// A planned deployment, with everything that decides whether it may run.
#[derive(Clone, Copy, Debug)]
pub struct Deployment<'a> {
    /// The environment to deploy to.
    pub environment: Environment,
    /// The migrations to deploy.
    pub folder: &'a Folder,
    /// The migration history of the environment's own database.
    pub history: &'a History,
    /// The environment before it in the chain.
    pub upstream: Upstream<'a>,
    /// Whether a test on a copy is required.
    pub test: TestRequirement<'a>,
}

impl Deployment<'_> {
    /// Every reason to refuse the deployment, worst first; empty if it may run. If no migration is
    /// pending, only what is already wrong in the database counts.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = environment::problems(self);
        if !self.history.pending(self.folder).is_empty() {
            problems.extend(upstream::problems(self));
            problems.extend(test_requirement::problems(self));
        }
        problems.sort_by_key(|problem| problem.code);
        problems
    }
}

#[cfg(test)]
mod tests;
