//! A simulated world: Neon, GitHub, a clock, and jobs that are polled in any order.

mod executor;
mod github;
mod job;
mod neon;
mod random;
mod world;

pub(crate) use executor::Executor;
pub(crate) use job::{Outcome, Simulation};
pub(crate) use world::{Branch, Faults, REPOSITORY, STAGING, World};
