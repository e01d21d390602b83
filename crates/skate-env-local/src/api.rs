//! Neon's API v2 on loopback. A request goes through `service` (key, faults, limits), one route, one
//! change of the state and one view of it. Calls of Neon's document that this machine does not
//! support are answered with 501 and the call's name.

mod request;
mod response;
mod routes;
mod serve;
mod service;
mod unsupported;
mod view;

#[cfg(test)]
pub(crate) mod tests;

pub(crate) use serve::Api;
