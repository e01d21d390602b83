//! Pins: recorded identities of an environment's database, and what they match.

use std::fmt;

use crate::{
    Server, Target,
    target::{Host, endpoint_of_label, is_neon_id},
};

/// A recorded identity of an environment's database.
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
    /// What `initdb` drew for a server's data: only the server itself can show it, and every
    /// physical copy of it shows the same.
    System {
        /// `pg_control_system().system_identifier`
        identifier: u64,
        /// Any database of that server, where none is given.
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

    /// The pin that matches a target; `None` where no text can be one.
    #[must_use]
    pub fn of_target(target: &Target) -> Option<Self> {
        let server = &target.server;
        let text = match server {
            Server::Local | Server::Host { .. } => {
                format!("{server}:{}/{}", target.port, target.database)
            }
            Server::Neon { .. } | Server::NeonBranch { .. } | Server::Supabase { .. } => {
                server.to_string()
            }
        };
        Self::parse(&text).ok().filter(|pin| pin.matches(target))
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
        check_host(host)?;
        let host = Host::parse(host).ok_or(SHAPE)?;
        match Server::of_host(&host).0 {
            Server::Neon { endpoint } => Ok(Self::Endpoint(endpoint)),
            Server::NeonBranch { branch } => Ok(Self::Branch(branch)),
            server => Ok(Self::Host { server, port, database }),
        }
    }

    pub(super) fn parse_system(text: &str) -> Result<Self, String> {
        let identifier = system_identifier(text.trim());
        identifier.map(|identifier| Self::System { identifier, database: None }).ok_or_else(|| {
            "must be the number that `skate-env check --live` shows (`7412345678901234567`)"
                .to_owned()
        })
    }

    /// Whether the target is what is pinned.
    #[must_use]
    pub fn matches(&self, target: &Target) -> bool {
        target.servers().any(|server| self.matches_server(server, target))
    }

    fn matches_server(&self, server: &Server, target: &Target) -> bool {
        match (self, server) {
            (Self::Endpoint(pinned), Server::Neon { endpoint }) => pinned == endpoint,
            // A label may go on after the id: a point in time of the branch.
            (Self::Branch(pinned), Server::NeonBranch { branch }) => branch
                .strip_prefix(pinned.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-')),
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
        !matches!(self, Self::Branch(_) | Self::System { .. })
    }
}

/// Reads the number that PostgreSQL prints. From 2038 on it prints it as a negative one.
pub(crate) fn system_identifier(text: &str) -> Option<u64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.len() >= 10 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = || text.parse().ok().or_else(|| text.parse().ok().map(i64::cast_unsigned));
    plain.then(number).flatten()
}

/// Refuses what would make a pin that matches nothing by mistake.
fn check_host(host: &str) -> Result<(), String> {
    const WORDS: [&str; 7] = ["true", "false", "yes", "no", "on", "off", "production"];
    let lower = host.to_ascii_lowercase();
    let label = lower.split('.').next().unwrap_or_default();
    let numeric =
        lower.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') || lower.starts_with("0x");
    let refused = WORDS.contains(&lower.as_str())
        || (numeric && lower.parse::<std::net::Ipv4Addr>().is_err());
    if refused {
        return Err("must name a host".to_owned());
    }
    if is_project_id(&lower) {
        return Err("must be an endpoint or branch id, not a project's".to_owned());
    }
    let damaged = |prefix: &str| label.starts_with(prefix) && !is_neon_id(label, prefix);
    if damaged("ep-") || damaged("br-") {
        return Err("must be a whole Neon id (`ep-cool-darkness-123456`)".to_owned());
    }
    if lower.ends_with(".pooler.supabase.com") {
        return Err("must be the project's own host (`db.<reference>.supabase.co`)".to_owned());
    }
    Ok(())
}

/// `spring-example-302709`: a Neon project, which no URL names.
fn is_project_id(label: &str) -> bool {
    let mut words = label.split('-');
    let word = |word: Option<&str>| {
        word.is_some_and(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()))
    };
    word(words.next())
        && word(words.next())
        && words.next().is_some_and(|end| end.len() >= 6 && end.bytes().all(|b| b.is_ascii_digit()))
        && words.next().is_none()
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
            Self::System { identifier, .. } => write!(formatter, "system_identifier {identifier}"),
        }
    }
}
