//! A recorded identity of an environment, and what it matches.

use std::fmt;

use crate::{
    Code, Config, Environment, Problem, Server, Target,
    lookup::Lookup,
    names,
    resolve::Request,
    target::{Host, endpoint_of_label, is_neon_id},
};

/// A recorded identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pin {
    /// A Neon endpoint id, without `-pooler`.
    Endpoint(String),
    /// A Neon branch id. Alone it proves nothing offline: no URL names it.
    Branch(String),
    /// Another server: `host[:port][/database]`.
    Host {
        /// The server.
        server: Server,
        /// Any port, where none is given.
        port: Option<u16>,
        /// Any database, where none is given.
        database: Option<String>,
    },
}

impl Pin {
    /// Reads a pin in any of its forms: `ep-…`, `br-…`, `host[:port][/database]`.
    ///
    /// # Errors
    /// A predicate without the value: it may be a URL with a password.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::parse_branch(text)
            .or_else(|_| Self::parse_endpoint(text))
            .or_else(|_| Self::parse_host(text))
    }

    pub(super) fn parse_branch(text: &str) -> Result<Self, String> {
        let id = text.trim().to_ascii_lowercase();
        if is_neon_id(&id, "br-") {
            Ok(Self::Branch(id))
        } else {
            Err("must be a Neon branch id (`br-…`)".to_owned())
        }
    }

    pub(super) fn parse_endpoint(text: &str) -> Result<Self, String> {
        let id = text.trim().to_ascii_lowercase();
        match endpoint_of_label(&id) {
            Some(endpoint) => Ok(Self::Endpoint(endpoint.to_owned())),
            None => Err("must be a Neon endpoint id (`ep-…`)".to_owned()),
        }
    }

    pub(super) fn parse_host(text: &str) -> Result<Self, String> {
        const SHAPE: &str = "must be `host`, `host:port` or `host:port/database`";
        let text = text.trim();
        let (server, database) = match text.split_once('/') {
            Some((server, database)) if !database.is_empty() && !server.is_empty() => {
                (server, Some(database.to_owned()))
            }
            Some(_) => return Err(SHAPE.to_owned()),
            None => (text, None),
        };
        let after_brackets = server.rfind(']').map_or(0, |index| index + 1);
        let (host, port) = match server[after_brackets..].split_once(':') {
            Some((rest, port)) => {
                (&server[..after_brackets + rest.len()], Some(port.parse().map_err(|_| SHAPE)?))
            }
            None => (server, None),
        };
        let host = Host::parse(host).ok_or(SHAPE)?;
        match Server::of_host(&host).0 {
            Server::Neon { endpoint } => Ok(Self::Endpoint(endpoint)),
            Server::NeonBranch { branch } => Ok(Self::Branch(branch)),
            server => Ok(Self::Host { server, port, database }),
        }
    }

    /// Whether the target is what is pinned.
    #[must_use]
    pub fn matches(&self, target: &Target) -> bool {
        match (self, &target.server) {
            (Self::Endpoint(pinned), Server::Neon { endpoint }) => pinned == endpoint,
            (Self::Branch(pinned), Server::NeonBranch { branch }) => pinned == branch,
            (Self::Host { server, port, database }, actual) => {
                let port = port.filter(|_| !matches!(server, Server::Supabase { .. }));
                server == actual
                    && port.is_none_or(|port| port == target.port)
                    && database.as_ref().is_none_or(|database| *database == target.database)
            }
            _ => false,
        }
    }

    /// Whether a URL alone can show that it leads there.
    pub(crate) fn decides_offline(&self) -> bool {
        !matches!(self, Self::Branch(_))
    }
}

impl fmt::Display for Pin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Endpoint(id) | Self::Branch(id) => formatter.write_str(id),
            Self::Host { server, port, database } => {
                write!(formatter, "{server}")?;
                port.map_or(Ok(()), |port| write!(formatter, ":{port}"))?;
                database.as_ref().map_or(Ok(()), |database| write!(formatter, "/{database}"))
            }
        }
    }
}

/// Every pin that a decision knows, wherever it was given.
pub(crate) struct Pins<'a> {
    given: Vec<Pin>,
    config: &'a Config,
}

impl<'a> Pins<'a> {
    /// Pins of the call, of `SKATE_ENV_PRODUCTION` and of the policy.
    pub(crate) fn collect(
        lookup: &Lookup<'_>,
        config: &'a Config,
        request: &Request,
    ) -> Result<Self, Problem> {
        let mut given = request.production.clone();
        let list = lookup.get(names::SKATE_ENV_PRODUCTION).unwrap_or_default();
        for text in list.split(',').map(str::trim).filter(|text| !text.is_empty()) {
            let pin = Pin::parse(text).map_err(|_| {
                Problem::new(
                    Code::InvalidConfig,
                    "SKATE_ENV_PRODUCTION holds something that is no pin.",
                    "List endpoint ids (`ep-…`), branch ids (`br-…`) or hosts, with commas.",
                )
                .of_variable(names::SKATE_ENV_PRODUCTION, lookup.place(names::SKATE_ENV_PRODUCTION))
            })?;
            given.push(pin);
        }
        Ok(Self { given, config })
    }

    pub(crate) fn production(&self) -> impl Iterator<Item = &Pin> {
        self.given.iter().chain(self.of(Environment::Production))
    }

    pub(crate) fn of(&self, environment: Environment) -> impl Iterator<Item = &'a Pin> {
        self.config.environments.get(&environment).into_iter().flat_map(|policy| &policy.pins)
    }

    /// Whether some pin of production can be seen in a URL.
    pub(crate) fn decide_offline(&self) -> bool {
        self.production().any(Pin::decides_offline)
    }
}
