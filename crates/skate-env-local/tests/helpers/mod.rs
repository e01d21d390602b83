//! What the tests of a whole control plane share: calls of its API, databases, and processes.

pub(crate) mod api;
pub(crate) mod database;
pub(crate) mod processes;
