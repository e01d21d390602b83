//! Helpers for tests of a whole control plane: its API, its databases and its processes.

pub(crate) mod api;
pub(crate) mod database;
pub(crate) mod processes;
