//! A compute is one branch's server, asleep or awake. Asleep it costs nothing: no process, no
//! thread, no task. Whoever needs it takes a [`Lease`]; without anybody's query it goes back to
//! sleep, as Neon's do.

mod activity;
mod counters;
mod idle;
mod inner;
mod launch;
mod lease;
mod server;
#[cfg(test)]
mod tests;

pub(crate) use counters::Counters;
pub(crate) use lease::Lease;
pub(crate) use server::{BeforeStop, Compute, Failure, Spec};
