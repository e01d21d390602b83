//! The target of a URL: the server, port and database that every driver would reach.

mod address;
mod ambient;
mod host;
mod named_server;
mod server;
mod tenant;
mod twins;

use std::fmt;

pub(crate) use ambient::endpoint_of_label;
pub(crate) use host::Host;
pub use server::Server;
pub(crate) use server::{POOLER, is_neon_id};
pub(crate) use tenant::{Tenancy, tenancy};

/// PostgreSQL's longest name, in bytes (`NAMEDATALEN` - 1).
pub(crate) const MAX_NAME: usize = 63;

const DEFAULT_PORT: u16 = 5432;
const SUPABASE_POOLER_PORT: u16 = 6543;

/// Where a connection ends: a server, a port, a database.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Target {
    /// Who answers there.
    pub server: Server,
    /// The port that is dialled.
    pub port: u16,
    /// The database's name.
    pub database: String,
    /// Whether a connection goes through a pooler.
    pub pooled: bool,
    /// Who answers by the host's name, where options or password name somebody else behind it:
    /// a pooler or a plain server in between may not pass the name on.
    front: Option<Server>,
    host: Host,
}

impl Target {
    /// Whether both lead to the same data.
    ///
    /// A Neon endpoint and a Supabase project hold one set of data whatever port or database is
    /// named; elsewhere one machine may serve many, so port and database count. Where a host serves
    /// many databases and the URL does not say which, it may be any of them.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        let same_place = self.port == other.port && self.database == other.database;
        self.servers().any(|server| {
            let same_data = match server {
                Server::Neon { .. } | Server::Supabase { .. } => true,
                // A pooler of the host has another port.
                Server::Tenant { .. } => self.database == other.database,
                _ => same_place,
            };
            same_data && other.servers().any(|theirs| theirs.may_be(server))
        })
    }

    /// Whether the server is on this machine or on a container's private network: loopback, a
    /// socket, a name of a single label. A presumption: a tunnel ends on localhost too.
    #[must_use]
    pub fn is_local(&self) -> bool {
        match &self.server {
            Server::Local | Server::Socket { .. } => true,
            Server::Host { name } => self.host.is_single_label() && !twins::is_hosted(name),
            _ => false,
        }
    }

    /// Whether a connection may cross networks that others listen on.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.host.is_public()
    }

    /// The host as it is compared: lower case, canonical, `localhost` for this machine.
    #[must_use]
    pub fn host(&self) -> String {
        self.host.to_string()
    }

    /// Everybody that may answer.
    pub(crate) fn servers(&self) -> impl Iterator<Item = &Server> {
        std::iter::once(&self.server).chain(&self.front)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.server {
            Server::Neon { endpoint } => write!(formatter, "{endpoint}/{}", self.database),
            server => write!(formatter, "{server}:{}/{}", self.port, self.database),
        }
    }
}
