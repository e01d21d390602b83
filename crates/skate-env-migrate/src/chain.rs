//! The order that migrations keep on their way to production, as a pure decision.
//!
//! A [`Step`] is a deployment that somebody wants: the folder, what the environment's database
//! says, what the environment before it says, and how the migrations were tested.
//! [`Step::objections`] are all reasons against it at once.

mod order;
mod own;
mod tested;
mod upstream;

use skate_env_core::{Environment, Problem};

use crate::{Folder, History};

pub use order::order;
pub use tested::Test;
pub use upstream::Upstream;

/// A deployment that somebody wants.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// Where to.
    pub environment: Environment,
    /// The migrations.
    pub folder: &'a Folder,
    /// What the environment's own database says.
    pub history: &'a History,
    /// The environment before it.
    pub upstream: Upstream<'a>,
    /// How the migrations were tried.
    pub test: Test<'a>,
}

impl Step<'_> {
    /// Every reason against it, worst first; none where it may be done. Where nothing is pending
    /// nothing would be done, and only what is wrong already counts.
    #[must_use]
    pub fn objections(&self) -> Vec<Problem> {
        let mut problems = own::objections(self);
        if !self.history.pending(self.folder).is_empty() {
            problems.extend(upstream::objections(self));
            problems.extend(tested::objections(self));
        }
        problems.sort_by_key(|problem| problem.code);
        problems
    }
}

#[cfg(test)]
mod tests;
