//! The wake proxy: a listener on each endpoint's port that wakes the branch's server when a
//! PostgreSQL client connects, and then relays bytes.

mod connection;
mod error_response;
mod first_message;
mod listener;
mod relay;
#[cfg(test)]
mod tests;

pub(crate) use listener::Listener;
