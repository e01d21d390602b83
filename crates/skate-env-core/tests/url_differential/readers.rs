//! The four drivers, each asked where it would connect. None of them ever does.

mod process;
mod tokio;

use serde::Deserialize;

pub(crate) use process::ReaderProcess;
pub(crate) use tokio::read as read_with_tokio_postgres;

/// The drivers, in the order of every table and array here.
pub(crate) const DRIVERS: [&str; 4] = ["libpq", "node-postgres", "postgres.js", "tokio-postgres"];

/// What one driver makes of one URL.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Reading {
    /// Why it takes no such URL. The rest is empty then.
    pub(crate) rejected: Option<String>,
    /// Hosts and ports, as it would hand them to the resolver, in its own order.
    pub(crate) dials: Vec<(String, String)>,
    /// The user in the startup packet.
    pub(crate) user: String,
    /// The password: Neon reads an endpoint from it.
    pub(crate) password: String,
    /// The database in the startup packet.
    pub(crate) database: String,
    /// The `options` in the startup packet: Neon reads an endpoint from them.
    pub(crate) options: String,
}

impl Reading {
    fn rejected(why: impl Into<String>) -> Self {
        Self { rejected: Some(why.into()), ..Self::default() }
    }
}

/// The answer of `node_readers.mjs`: both Node drivers read one URL.
#[derive(Debug, Deserialize)]
pub(crate) struct NodeReadings {
    pub(crate) pg: Reading,
    pub(crate) postgres: Reading,
}
