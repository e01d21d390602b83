//! Neon's API v2 on loopback: what a client of Neon asks, answered from the state of this
//! machine. A request passes `service` (key, faults, limits), one route, one change of the state
//! and one view of it. What Neon documents and this machine has not is refused by name.

mod answer;
mod faults;
mod not_here;
mod request;
mod routes;
mod serve;
mod service;
mod view;

#[cfg(test)]
pub(crate) mod tests;

pub use faults::{Fault, FaultRule, Faults};
pub(crate) use serve::Api;
