//! The target of a URL: the server, port and database that every driver would reach.

mod address;
mod ambient;
mod host;
mod named_server;
mod server;

use std::fmt;

pub(crate) use ambient::endpoint_of_label;
pub(crate) use host::Host;
pub use server::Server;
pub(crate) use server::{POOLER, is_neon_id};

/// PostgreSQL's longest name, in bytes (`NAMEDATALEN` - 1).
pub(crate) const MAX_NAME: usize = 63;

const DEFAULT_PORT: u16 = 5432;
const SUPABASE_POOLER: &str = ".pooler.supabase.com";
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
    /// named; elsewhere one machine may serve many, so port and database count.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        let same_place = self.port == other.port && self.database == other.database;
        self.servers().any(|server| {
            let whole = matches!(server, Server::Neon { .. } | Server::Supabase { .. });
            (whole || same_place) && other.servers().any(|theirs| theirs == server)
        })
    }

    /// Whether the server is on this machine or on a container's private network: loopback, a
    /// socket, a name of a single label. A presumption: a tunnel ends on localhost too.
    #[must_use]
    pub fn is_local(&self) -> bool {
        matches!(self.server, Server::Local) || (self.names_a_host() && self.host.is_single_label())
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

    fn names_a_host(&self) -> bool {
        matches!(self.server, Server::Host { .. })
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
