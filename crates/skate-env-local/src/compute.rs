//! A compute: the server of one branch, suspended or running. A suspended compute costs no process,
//! thread or task. Code that needs the server takes a [`Lease`]; a server without queries is
//! suspended again, as Neon's are.

mod activity;
mod handle;
mod idle;
mod inner;
mod launch;
mod lease;
mod spec;
#[cfg(test)]
mod tests;
mod usage;

pub(crate) use handle::Compute;
pub(crate) use lease::Lease;
pub(crate) use spec::{ComputeSpec, SharedError, StopHook};
pub(crate) use usage::Usage;
