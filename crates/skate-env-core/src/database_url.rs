//! Parses connection strings. Only this type does, and it never prints their secrets.
//!
//! Four drivers read a URL in four ways. What is accepted here is the part of the language
//! that libpq, node-postgres, postgres.js and tokio-postgres read alike; the rest is refused,
//! because a guard that judges one reading while the driver uses another guards nothing.

mod direct;
mod escape;
mod gateway;
mod libpq;
mod login;
mod mistake;
mod named_server;
mod parameters;
mod placeholder;
mod redact;
mod split;
mod text;
mod transport;
mod url_error;

use std::{borrow::Cow, fmt};

pub(crate) use escape::escape_for_dotenv;
pub(crate) use gateway::ADDRESS as GATEWAY_ADDRESS;
#[cfg(feature = "verify")]
pub(crate) use login::Login;
pub(crate) use named_server::{NamedServer, servers_in_options, servers_in_password};
pub(crate) use parameters::Parameters;
use secrecy::{ExposeSecret, SecretString};
pub(crate) use text::decode;
pub(crate) use transport::Transport;
pub(crate) use url_error::UrlError;

use crate::{Error, Target, Variables, lookup::Lookup, target::Host};

/// A connection string that every driver reads alike, or a SQLite file.
///
/// `Display` and `Debug` print it without its password and without any parameter that is not
/// known to be harmless.
///
/// ```
/// use skate_env_core::DatabaseUrl;
///
/// let url = DatabaseUrl::parse("postgresql://app:s3cret@db.example.com/shop?sslmode=require")?;
/// assert_eq!(url.to_string(), "postgresql://app:***@db.example.com/shop?sslmode=require");
/// # Ok::<(), skate_env_core::Error>(())
/// ```
#[derive(Clone)]
pub struct DatabaseUrl {
    text: SecretString,
    kind: Kind,
}

#[derive(Clone)]
enum Kind {
    Sqlite,
    Postgres(Box<Parts>),
}

/// What a PostgreSQL URL says, without its secrets.
#[derive(Clone)]
pub(crate) struct Parts {
    /// `None` where the URL leaves the host to the driver.
    pub(crate) host: Option<Host>,
    pub(crate) port: Option<u16>,
    pub(crate) database: String,
    pub(crate) user: Option<String>,
    pub(crate) has_password: bool,
    pub(crate) parameters: Parameters,
    /// The Neon endpoints and Supabase projects that options and password name.
    pub(crate) named_servers: Vec<NamedServer>,
}

impl DatabaseUrl {
    /// Reads a connection string.
    ///
    /// # Errors
    /// `invalid_url` for one that cannot be used, `ambiguous_target` for one that drivers read
    /// differently. Neither holds any part of the value.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::read(text).map_err(|url_error| Error::from_problem(url_error.into_problem("The URL")))
    }

    pub(crate) fn read(text: &str) -> Result<Self, UrlError> {
        Self::read_strictly(text).map_err(|refusal| mistake::explain(text, refusal))
    }

    fn read_strictly(text: &str) -> Result<Self, UrlError> {
        if text.starts_with("file:") {
            text::check_sqlite(text)?;
            return Ok(Self { text: text.into(), kind: Kind::Sqlite });
        }
        let plain = text::is_plain(text);
        if !plain {
            text::check(text)?;
        }
        let split = split::split(text)?;
        if !plain {
            split::agrees_with_whatwg(text, &split)?;
        }
        placeholder::check(&split)?;
        let parts = Parts::read(&split)?;
        Ok(Self { text: text.into(), kind: Kind::Postgres(Box::new(parts)) })
    }

    /// The connection string itself, password included. Pass it to a driver, never to a log.
    #[must_use]
    pub fn expose_secret(&self) -> &str {
        self.text.expose_secret()
    }

    /// Where a driver started with these variables would connect; `None` for SQLite.
    ///
    /// # Errors
    /// `ambiguous_target` where `PGHOST`, `PGPORT`, `PGHOSTADDR`, `PGSERVICE` or `PGOPTIONS`
    /// lead some drivers elsewhere.
    pub fn target(&self, variables: &Variables) -> Result<Option<Target>, Error> {
        let lookup = Lookup::new(variables);
        let Some(parts) = self.parts() else { return Ok(None) };
        Target::of(parts, &lookup)
            .map(Some)
            .map_err(|url_error| Error::from_problem(url_error.into_problem("The URL")))
    }

    /// Whether it names a SQLite file.
    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        matches!(self.kind, Kind::Sqlite)
    }

    pub(crate) fn parts(&self) -> Option<&Parts> {
        match &self.kind {
            Kind::Sqlite => None,
            Kind::Postgres(parts) => Some(parts),
        }
    }
}

impl Parts {
    fn read(split: &split::SplitUrl<'_>) -> Result<Self, UrlError> {
        let parameters = Parameters::read(split.query)?;
        if split.host.starts_with('%') && parameters.has_socket() {
            // node-postgres takes the host for a part of the database's name then.
            return Err(UrlError::ambiguous("names two sockets", "Name one: `?host=/var/run`."));
        }
        let host = parameters.socket_or(split.host()?)?;
        let user = split.user.map(decode).transpose()?;
        let password = split.password.map(decode).transpose()?;
        let mut named_servers = Vec::new();
        if let Some(options) = &parameters.options {
            servers_in_options(options, &mut named_servers);
        }
        if parameters.has_plus && !named_servers.is_empty() {
            named_servers.push(NamedServer::Unclear);
        }
        if let Some(password) = &password {
            servers_in_password(password, &mut named_servers);
        }
        Ok(Self {
            host,
            port: split.port()?,
            database: split.database()?.to_owned(),
            user: user.map(Cow::into_owned).filter(|user| !user.is_empty()),
            has_password: password.is_some_and(|password| !password.is_empty()),
            parameters,
            named_servers,
        })
    }
}

impl Parts {
    /// `options`, as libpq decodes it.
    pub(crate) fn options(&self) -> Option<&str> {
        self.parameters.options.as_deref()
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        redact::write(self.expose_secret(), formatter)
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DatabaseUrl({self})")
    }
}
