//! The order that migrations keep on their way to production, as a pure decision.
//!
//! A [`Deployment`] is a deployment that somebody wants: the folder, what the environment's database
//! says, what the environment before it says, and how the migrations were tested.
//! [`Deployment::objections`] are all reasons against it at once.

mod compare_environments;
mod environment;
mod test_requirement;
mod upstream;

use skate_env_core::{Environment, Problem};

use crate::{Folder, History};

pub use compare_environments::compare_environments;
pub use test_requirement::TestRequirement;
pub use upstream::Upstream;

/// A deployment that somebody wants.
#[derive(Clone, Copy, Debug)]
pub struct Deployment<'a> {
    /// Where to.
    pub environment: Environment,
    /// The migrations.
    pub folder: &'a Folder,
    /// What the environment's own database says.
    pub history: &'a History,
    /// The environment before it.
    pub upstream: Upstream<'a>,
    /// How the migrations were tried.
    pub test: TestRequirement<'a>,
}

impl Deployment<'_> {
    /// Every reason against it, worst first; none where it may be done. Where nothing is pending
    /// nothing would be done, and only what is wrong already counts.
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
