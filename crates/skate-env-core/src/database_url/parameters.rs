//! The query parameters that decide where a connection goes and how it is protected.

use super::{Transport, UrlError, text};
use crate::target::Host;

const WRITE_THE_HOST: &str =
    "Write host, port, database and user once, before the ?, and remove the parameter.";

/// The parameters that say where a connection goes or how it is protected.
#[derive(Clone, Default)]
pub(crate) struct Parameters {
    /// `options`, as libpq decodes it.
    pub(super) options: Option<String>,
    /// Whether it holds a `+`, which a WHATWG reader decodes as a space.
    pub(super) has_plus: bool,
    pub(crate) transport: Transport,
    pub(crate) pgbouncer: bool,
    sockets: Vec<Host>,
}

impl Parameters {
    pub(super) fn read(query: &str) -> Result<Self, UrlError> {
        let mut parameters = Self::default();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            if key.is_empty() {
                // postgres.js sends it, and an empty name ends the startup packet.
                return Err(UrlError::ambiguous("has a parameter without a name", WRITE_THE_HOST));
            }
            if key.starts_with("amp;") {
                return Err(UrlError::invalid("holds `&amp;`, as HTML writes &", "Write `&`."));
            }
            parameters.take(&text::decode(key)?, value)?;
        }
        Ok(parameters)
    }

    fn take(&mut self, key: &str, value: &str) -> Result<(), UrlError> {
        let decoded = text::decode(value)?;
        match key {
            "host" => self.sockets.push(socket(&decoded)?),
            "hostaddr" | "port" | "dbname" | "database" | "db" | "user" | "username"
            | "password" | "service" | "servicefile" => {
                return Err(UrlError::ambiguous(
                    format!("has the parameter `{key}`, which drivers treat differently"),
                    WRITE_THE_HOST,
                ));
            }
            "options" => {
                if self.options.is_some() {
                    return Err(UrlError::ambiguous("has `options` twice", "Write it once."));
                }
                self.has_plus = value.contains('+');
                self.options = Some(decoded.into_owned());
            }
            "sslmode" if !Transport::is_mode(&decoded) => {
                return Err(UrlError::invalid(
                    "has an unknown `sslmode`",
                    "Use `require` or, better, `verify-full`.",
                ));
            }
            "sslmode" | "ssl" => self.transport.take(&decoded),
            // libpq still takes it for `sslmode`, and only it does.
            "requiressl" => {
                self.transport.take(if decoded.starts_with('1') { "require" } else { "prefer" });
            }
            "pgbouncer" => self.pgbouncer |= decoded == "true",
            _ => {}
        }
        Ok(())
    }

    /// The host that drivers end up with. `?host=` is heeded by libpq, node-postgres and
    /// tokio-postgres but not by postgres.js, which goes to localhost: they agree only where
    /// both are this machine.
    pub(super) fn socket_or(&self, host: Option<Host>) -> Result<Option<Host>, UrlError> {
        let here = host.as_ref().is_none_or(Host::is_loopback);
        if self.sockets.is_empty() || here {
            let mut sockets = self.sockets.iter().chain(&host).filter(|it| **it != Host::Loopback);
            let socket = sockets.next();
            if sockets.any(|other| Some(other) != socket) {
                return Err(UrlError::ambiguous(
                    "names two sockets",
                    "Name one: `?host=/var/run`.",
                ));
            }
            let plain = self.sockets.first().cloned();
            return Ok(socket.cloned().or(plain).or(host));
        }
        Err(UrlError::ambiguous("names another host in its parameter `host`", WRITE_THE_HOST))
    }

    /// Whether `options` is set, so that `PGOPTIONS` is not heeded. To node-postgres an empty
    /// one is not.
    pub(crate) fn has_options(&self) -> bool {
        self.options.as_ref().is_some_and(|options| !options.is_empty())
    }

    /// Whether the host was given by the parameter alone, which postgres.js does not see.
    pub(crate) fn has_socket(&self) -> bool {
        !self.sockets.is_empty()
    }
}

fn socket(value: &str) -> Result<Host, UrlError> {
    Host::parse(value).filter(Host::is_loopback).ok_or_else(|| {
        UrlError::ambiguous("names another host in its parameter `host`", WRITE_THE_HOST)
    })
}
