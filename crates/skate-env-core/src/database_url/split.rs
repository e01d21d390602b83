//! Splits a URL into its parts, and refuses it where the four drivers split it differently.

use super::{UrlError, text, url_error::ENCODE_LOGIN};
use crate::target::{Host, MAX_NAME};

const SCHEMES: [&str; 2] = ["postgresql://", "postgres://"];
const SHAPE: &str = "Write `postgresql://user:password@host:5432/database`.";

pub(super) struct SplitUrl<'a> {
    pub(super) scheme: &'static str,
    pub(super) user: Option<&'a str>,
    pub(super) password: Option<&'a str>,
    /// As it stands, brackets and escapes included.
    pub(super) host: &'a str,
    pub(super) port: Option<&'a str>,
    path: Option<&'a str>,
    pub(super) query: &'a str,
}

pub(super) fn split(url: &str) -> Result<SplitUrl<'_>, UrlError> {
    let scheme = SCHEMES.into_iter().find(|scheme| url.starts_with(scheme)).ok_or_else(scheme)?;
    let rest = &url[scheme.len()..];
    if rest.contains("://") {
        return Err(UrlError::invalid("contains two URLs", "Keep one of them."));
    }
    let (authority, tail) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let (path, query) = match tail.split_once('?') {
        Some((path, query)) => (path, query),
        None => (tail, ""),
    };
    let (userinfo, server) = split_userinfo(authority, tail)?;
    let (user, password) = match userinfo.map(|userinfo| userinfo.split_once(':')) {
        Some(Some((user, password))) => (Some(user), Some(password)),
        Some(None) => (userinfo, None),
        None => (None, None),
    };
    let (host, port) = split_server(server)?;
    let split =
        SplitUrl { scheme, user, password, host, port, path: path.strip_prefix('/'), query };
    Ok(split)
}

fn scheme() -> UrlError {
    UrlError::invalid(
        "does not start with `postgresql://` or `postgres://`",
        "Only PostgreSQL is supported (and `file:` for SQLite); a proxy's URL hides its target.",
    )
}

/// tokio-postgres takes the first @ of the whole URL, libpq the first before a slash, WHATWG
/// readers the last before one: there may be only one that could be meant.
fn split_userinfo<'a>(
    authority: &'a str,
    tail: &str,
) -> Result<(Option<&'a str>, &'a str), UrlError> {
    match authority.split_once('@') {
        Some((_, server)) if server.contains('@') => {
            Err(UrlError::ambiguous("holds an @ in user or password", ENCODE_LOGIN))
        }
        Some((userinfo, server)) => Ok((Some(userinfo), server)),
        None if tail.contains('@') => {
            Err(UrlError::ambiguous("holds an @ after a / or ? that ends its host", ENCODE_LOGIN))
        }
        None => Ok((None, authority)),
    }
}

fn split_server(server: &str) -> Result<(&str, Option<&str>), UrlError> {
    let escaped_comma = || server.contains("%2C") || server.contains("%2c");
    if server.contains(',') || (server.contains('%') && escaped_comma()) {
        return Err(UrlError::ambiguous("names several hosts", "Name one host."));
    }
    let after_brackets = server.rfind(']').map_or(0, |index| index + 1);
    match server[after_brackets..].split_once(':') {
        Some((_, port)) if port.contains(':') => Err(UrlError::invalid(
            "has more than one : after its host",
            "Write an IPv6 address in brackets: `[::1]:5432`.",
        )),
        Some((host, port)) => Ok((&server[..after_brackets + host.len()], Some(port))),
        None => Ok((server, None)),
    }
}

/// node-postgres and postgres.js read with a WHATWG parser: what it sees must be what we see.
pub(super) fn agrees_with_whatwg(url: &str, split: &SplitUrl<'_>) -> Result<(), UrlError> {
    // `user@/database` is no WHATWG URL; node-postgres mends it, postgres.js refuses it.
    if split.host.is_empty() && split.user.is_some() {
        return Ok(());
    }
    let whatwg = ::url::Url::parse(url)
        .map_err(|_| UrlError::invalid("is not a URL: check host and port", SHAPE))?;
    let host = whatwg.host_str().unwrap_or_default();
    let same_host = host.eq_ignore_ascii_case(split.host) || host.starts_with('[');
    let same_path = whatwg.path().strip_prefix('/') == Some(split.path.unwrap_or_default())
        || (split.path.is_none() && whatwg.path().is_empty());
    if same_host && same_path {
        return Ok(());
    }
    Err(UrlError::ambiguous("is read differently by different drivers (host or database)", SHAPE))
}

impl SplitUrl<'_> {
    /// The host, `None` where it is left to the driver.
    pub(super) fn host(&self) -> Result<Option<Host>, UrlError> {
        if self.host.is_empty() {
            return Ok(None);
        }
        let socket = self.host.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("%2f"));
        if self.host.contains('%') && !socket {
            return Err(UrlError::ambiguous(
                "holds an escape in its host: some drivers decode it, some do not",
                "Write the host plainly.",
            ));
        }
        let host = if socket { &text::decode(self.host)? } else { self.host };
        Host::parse(host).map(Some).ok_or_else(|| {
            if host.is_ascii() {
                UrlError::invalid("has a host that is no host name", SHAPE)
            } else {
                UrlError::ambiguous(
                    "has a host that is not plain ASCII",
                    "Write an international host name in its `xn--` form.",
                )
            }
        })
    }

    pub(super) fn port(&self) -> Result<Option<u16>, UrlError> {
        let Some(port) = self.port else { return Ok(None) };
        let digits = port.bytes().all(|byte| byte.is_ascii_digit());
        match port.parse() {
            Ok(number) if digits && number != 0 => Ok(Some(number)),
            _ => Err(UrlError::invalid(
                "has no valid port (1 to 65535) after its host",
                "A password with a / or ? in it looks like this too: percent-encode it.",
            )),
        }
    }

    /// The database's name. postgres.js decodes nothing in it, node-postgres a part, libpq all.
    pub(super) fn database(&self) -> Result<&str, UrlError> {
        let database = self.path.unwrap_or_default();
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.~$!*'(),;:=&+/".contains(&byte);
        match database {
            "" => Err(UrlError::invalid("names no database after its host", SHAPE)),
            long if long.len() > MAX_NAME => Err(UrlError::invalid(
                "has a database name of more than 63 bytes, which PostgreSQL cuts",
                SHAPE,
            )),
            _ if !database.bytes().all(plain) || has_dot_segment(database) => {
                Err(UrlError::ambiguous(
                    "has a database name with an escape, a dot segment or a special character, which \
                 drivers read differently",
                    "Rename the database, or write its name without escapes.",
                ))
            }
            _ => Ok(database),
        }
    }
}

/// `x/../app`: WHATWG readers open `app`.
fn has_dot_segment(path: &str) -> bool {
    path.split('/').any(|segment| matches!(segment, "." | ".."))
}
