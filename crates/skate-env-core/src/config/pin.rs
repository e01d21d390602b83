//! Pins: recorded identities of an environment's database, and what they match.

use std::fmt;

use crate::{
    Server, Target,
    target::{Host, Tenancy, endpoint_of_label, is_neon_id, tenancy},
};

/// A recorded identity of an environment's database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pin {
    /// A Neon endpoint id, without `-pooler`.
    Endpoint(String),
    /// A Neon branch id. Alone it proves nothing offline: no URL names it.
    Branch(String),
    /// Another server: `host[:port][/database]`; `tenant@host[/database]` where a host serves many.
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
    /// Reads a pin in any of its forms: `ep-…`, `br-…`, `host[:port][/database]`,
    /// `tenant@host[/database]` for a host that serves many databases, and a socket's folder
    /// (`/cloudsql/project:region:instance[:port/database]`).
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
            Server::Local | Server::Host { .. } | Server::Socket { .. } => {
                format!("{server}:{}/{}", target.port, target.database)
            }
            // Its pooler has another port.
            Server::Tenant { .. } => format!("{server}/{}", target.database),
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
        if text.starts_with('/') {
            return Self::parse_socket(text);
        }
        let (tenant, text) = match text.split_once('@') {
            Some((tenant, rest)) => (Some(tenant), rest),
            None => (None, text),
        };
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
        check_host(host, tenant.is_some())?;
        let host = Host::parse(host).ok_or(SHAPE)?;
        let server = Server::of_host(&host).0;
        let server = match tenant {
            Some(tenant) => of_tenant(&server, tenant).ok_or(
                "must be `user@host` only for a host that tells its databases apart by the user",
            )?,
            None => server,
        };
        match server {
            Server::Neon { endpoint } => Ok(Self::Endpoint(endpoint)),
            Server::NeonBranch { branch } => Ok(Self::Branch(branch)),
            server => Ok(Self::Host { server, port, database }),
        }
    }

    /// `/cloudsql/project:region:instance[:port][/database]`: after the colons of the folder's own.
    fn parse_socket(text: &str) -> Result<Self, String> {
        const SHAPE: &str = "must be a socket's folder, `/folder:port` or `/folder:port/database`";
        let (folder, port, database) = match text.rsplit_once('/') {
            Some((before, database)) => match before.rsplit_once(':') {
                Some((folder, port)) if port.parse::<u16>().is_ok() => {
                    (folder, port.parse().ok(), Some(database.to_owned()))
                }
                _ => (text, None, None),
            },
            None => (text, None, None),
        };
        let (folder, port) = match folder.rsplit_once(':') {
            Some((folder, digits)) if port.is_none() && digits.parse::<u16>().is_ok() => {
                (folder, digits.parse().ok())
            }
            _ => (folder, port),
        };
        // `/app` is a host pin whose host is missing.
        let is_folder = folder.trim_matches('/').contains('/') || folder == "/tmp";
        let host = Host::parse(folder).filter(|_| is_folder).ok_or(SHAPE)?;
        let server = Server::of_host(&host).0;
        Ok(Self::Host { server, port, database: database.filter(|name| !name.is_empty()) })
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
                let whole = matches!(server, Server::Supabase { .. } | Server::Tenant { .. });
                let port = port.filter(|_| !whole);
                server.may_be(actual)
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
fn check_host(host: &str, has_tenant: bool) -> Result<(), String> {
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
    if lower.ends_with(".pooler.supabase.com") && !has_tenant {
        return Err("must be the project's own host (`db.<reference>.supabase.co`)".to_owned());
    }
    Ok(())
}

/// The database of a tenant, given as in a URL's user or by its name alone.
fn of_tenant(server: &Server, tenant: &str) -> Option<Server> {
    let Server::Host { name } = server else { return None };
    // `user:password` is a URL's, and a secret.
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"._-|".contains(&byte);
    if tenant.is_empty() || !tenant.bytes().all(is_name) {
        return None;
    }
    match tenancy(name, Some(tenant), "", None) {
        Tenancy::Named(server) => Some(server),
        Tenancy::ByUser | Tenancy::ByOption => {
            Some(Server::Tenant { host: name.clone(), tenant: tenant.to_owned() })
        }
        Tenancy::Single => None,
    }
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
