//! The control plane that manages branches: Neon, or the one on this machine.

mod access;
pub(crate) mod local_folder;

use std::fmt;

use serde::Serialize;
use skate_env_core::{
    Server, Target, Variables,
    neon::{Client, model::Endpoint},
};
use url::{Host, Url};

pub(crate) use self::access::ControlPlaneAccess;

/// The API's key.
pub(crate) const NEON_API_KEY: &str = "NEON_API_KEY";
/// The API's address, if it is not Neon's own. Neon's own command reads it, too.
pub(crate) const NEON_API_HOST: &str = "NEON_API_HOST";

/// Which control plane it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum ControlPlane {
    /// No key is set.
    None,
    /// No key is set, and the one on this machine is stopped.
    Stopped,
    /// Neon, or a server that implements its API.
    Neon { host: String },
    /// A control plane on this machine.
    Local { host: String },
    /// The address cannot be parsed.
    Unreadable,
}

impl ControlPlane {
    pub(crate) fn of(variables: &Variables) -> Self {
        if variables.get(NEON_API_KEY).is_none() {
            return Self::None;
        }
        Self::at(variables.get(NEON_API_HOST).unwrap_or(Client::DEFAULT_BASE))
    }

    /// The control plane at an address.
    pub(crate) fn at(base: &str) -> Self {
        let Ok(url) = Url::parse(base.trim()) else { return Self::Unreadable };
        let Some(host) = url.host() else { return Self::Unreadable };
        let here = match &host {
            Host::Domain(name) => *name == "localhost" || name.ends_with(".localhost"),
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
        };
        // Host and port only: an address may hold a password.
        let host = url.port().map_or_else(|| host.to_string(), |port| format!("{host}:{port}"));
        if here { Self::Local { host } } else { Self::Neon { host } }
    }
}

/// The place, for the end of a sentence.
impl fmt::Display for ControlPlane {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Neon { host } if host == "console.neon.tech" => formatter.write_str("on Neon"),
            Self::Neon { host } => write!(formatter, "on Neon, at {host}"),
            Self::Local { .. } => formatter.write_str("on this machine"),
            Self::None | Self::Stopped | Self::Unreadable => formatter.write_str("nowhere"),
        }
    }
}

/// Whether a target is this compute. On this machine all branches have one address and differ in
/// their ports.
pub(crate) fn leads_to(target: Option<&Target>, endpoint: &Endpoint) -> bool {
    let Some(target) = target else { return false };
    match &target.server {
        Server::Neon { endpoint: id } => id == endpoint.id.as_str(),
        Server::Local => {
            let port = endpoint.host.rsplit_once(':').and_then(|(_, port)| port.parse().ok());
            port == Some(target.port)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_told_by_key_and_address() {
        let of = |pairs: &[(&str, &str)]| ControlPlane::of(&pairs.iter().copied().collect());
        let key = (NEON_API_KEY, "canary");
        let neon = |host: &str| ControlPlane::Neon { host: host.to_owned() };
        let local = |host: &str| ControlPlane::Local { host: host.to_owned() };
        assert_eq!(of(&[(NEON_API_HOST, "http://localhost:1")]), ControlPlane::None);
        assert_eq!(of(&[key]), neon("console.neon.tech"));
        assert_eq!(of(&[key, (NEON_API_HOST, "https://me:canary@api.test/x")]), neon("api.test"));
        assert_eq!(of(&[key, (NEON_API_HOST, "http://127.0.0.1:4020")]), local("127.0.0.1:4020"));
        assert_eq!(of(&[key, (NEON_API_HOST, "http://[::1]:4020/")]), local("[::1]:4020"));
        assert_eq!(of(&[key, (NEON_API_HOST, "canary")]), ControlPlane::Unreadable);
    }
}
