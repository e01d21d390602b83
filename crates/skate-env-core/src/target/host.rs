//! A host in one canonical form, whatever its spelling.

use std::{fmt, net::IpAddr};

use super::address;

/// A host in the one form that is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Host {
    /// This machine: a loopback address, `localhost`, a unix socket where PostgreSQL has its own.
    Loopback,
    /// A unix socket in another folder: each may be another server's, or a tunnel's such as
    /// `/cloudsql/project:region:instance`.
    Socket(String),
    /// Another machine, by address.
    Address(IpAddr),
    /// Another machine, by name: lower case, no trailing dot.
    Name(String),
}

impl Host {
    /// Reads a host as drivers hand it to the resolver: decoded, with or without brackets.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text.starts_with('/') {
            // A comma would be two sockets to libpq.
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-:".contains(&byte);
            return text.bytes().all(plain).then(|| Self::of_folder(text));
        }
        if let Some(address) = address::parse(text) {
            return Some(Self::of_address(address));
        }
        let name = text.strip_suffix('.').unwrap_or(text).to_ascii_lowercase();
        // `127.0.0.1.` is neither an address to `getaddrinfo` nor a valid name.
        let ends_in_number = name.rsplit('.').next().is_some_and(is_number);
        if !is_name(&name) || ends_in_number {
            return None;
        }
        let here = matches!(name.as_str(), "localhost" | "ip6-localhost" | "ip6-loopback")
            || name.ends_with(".localhost")
            || name == "localhost.localdomain";
        Some(if here { Self::Loopback } else { Self::Name(name) })
    }

    fn of_folder(path: &str) -> Self {
        let path = path.trim_end_matches('/');
        if USUAL_FOLDERS.contains(&path) { Self::Loopback } else { Self::Socket(path.to_owned()) }
    }

    fn of_address(address: IpAddr) -> Self {
        let address = address.to_canonical(); // ::ffff:127.0.0.1 is 127.0.0.1
        let here = address.is_loopback() || address.is_unspecified();
        if here { Self::Loopback } else { Self::Address(address) }
    }

    pub(crate) fn is_loopback(&self) -> bool {
        matches!(self, Self::Loopback | Self::Socket(_))
    }

    /// Whether both may be the same machine: a server with a socket listens on `localhost`, too.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        let sockets = matches!((self, other), (Self::Socket(_), Self::Socket(_)));
        self == other || (self.is_loopback() && other.is_loopback() && !sockets)
    }

    /// A name such as Docker's `db`, which only a private network can resolve.
    pub(crate) fn is_single_label(&self) -> bool {
        matches!(self, Self::Name(name) if !name.contains('.') || name == "host.docker.internal")
    }

    pub(crate) fn is_public(&self) -> bool {
        match self {
            Self::Loopback | Self::Socket(_) => false,
            Self::Address(address) => !address::is_private(*address),
            Self::Name(name) => !is_private_name(name),
        }
    }
}

/// Where PostgreSQL puts its socket, by its own and by distributions' defaults.
const USUAL_FOLDERS: [&str; 6] = [
    "/tmp",
    "/private/tmp",
    "/run/postgresql",
    "/var/run",
    "/var/run/postgresql",
    "/var/pgsql_socket",
];

/// Names that no public resolver answers for, and those of Fly's private network, which is
/// encrypted (<https://fly.io/docs/mpg/client-configuration/>).
fn is_private_name(name: &str) -> bool {
    const SUFFIXES: [&str; 6] =
        [".internal", ".local", ".svc", ".cluster.local", ".flycast", ".flympg.net"];
    !name.contains('.') || SUFFIXES.iter().any(|suffix| name.ends_with(suffix))
}

fn is_number(label: &str) -> bool {
    let hexadecimal = label.strip_prefix("0x");
    !label.is_empty()
        && hexadecimal.unwrap_or(label).bytes().all(|byte| match hexadecimal {
            Some(_) => byte.is_ascii_hexdigit(),
            None => byte.is_ascii_digit(),
        })
}

/// RFC 1123, and the underscore that container names hold.
fn is_name(name: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    name.len() <= 253 && name.split('.').all(label)
}

impl fmt::Display for Host {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Loopback | Self::Socket(_) => formatter.write_str("localhost"),
            Self::Address(address) => address.fmt(formatter),
            Self::Name(name) => formatter.write_str(name),
        }
    }
}
