//! The server behind a host: the identity that is compared.

use std::fmt;

use super::{Host, Tenancy, tenancy, twins};

/// What Neon puts behind an endpoint's id for its PgBouncer.
pub(crate) const POOLER: &str = "-pooler";

/// Who answers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Server {
    /// A Neon compute, by endpoint id (without `-pooler`).
    Neon {
        /// `ep-cool-darkness-123456`
        endpoint: String,
    },
    /// A Neon branch at a point in time, by branch id.
    NeonBranch {
        /// `br-cool-forest-123456`
        branch: String,
    },
    /// A Supabase project, by reference.
    Supabase {
        /// The twenty letters of `db.<reference>.supabase.co`.
        project: String,
    },
    /// One of many databases behind a host: a user or an option tells them apart.
    Tenant {
        /// The host, which serves others, too.
        host: String,
        /// What tells it apart: `db.prisma.io`'s user, a `PlanetScale` branch, a `CockroachDB` cluster.
        tenant: String,
    },
    /// This machine.
    Local,
    /// A unix socket of this machine, in a folder of its own: a tunnel's, such as Cloud SQL's.
    Socket {
        /// The folder.
        folder: String,
    },
    /// Any other machine, by name or address.
    Host {
        /// Lower case, no trailing dot.
        name: String,
    },
}

impl Server {
    /// Reads who answers from a host's name alone, and whether it is a pooler.
    ///
    /// Neon is recognised by the id, not by the domain: private links and custom domains exist.
    pub(crate) fn of_host(host: &Host) -> (Self, bool) {
        let name = match host {
            Host::Loopback => return (Self::Local, false),
            Host::Socket(folder) => return (Self::Socket { folder: folder.clone() }, false),
            Host::Address(address) => return (Self::Host { name: address.to_string() }, false),
            Host::Name(name) => name,
        };
        let label = name.split('.').next().unwrap_or_default();
        if is_neon_id(label, "br-") {
            return (Self::NeonBranch { branch: label.to_owned() }, false);
        }
        if is_neon_id(label, "ep-") {
            let (endpoint, pooled) = strip_pooler(label);
            return (Self::Neon { endpoint: endpoint.to_owned() }, pooled);
        }
        let supabase = name.strip_prefix("db.").and_then(|rest| rest.strip_suffix(".supabase.co"));
        if let Some(project) = supabase.filter(|project| !project.contains('.')) {
            return (Self::Supabase { project: project.to_owned() }, false);
        }
        let (name, pooled) = twins::canonical(name);
        (Self::Host { name: name.into_owned() }, pooled)
    }

    /// Whether both may be the same server: a host of many tenants may be any of them, and a server
    /// with a socket listens on `localhost`, too.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Local, Self::Socket { .. }) | (Self::Socket { .. }, Self::Local) => true,
            (Self::Tenant { host, .. }, Self::Host { name })
            | (Self::Host { name }, Self::Tenant { host, .. }) => host == name,
            _ => self == other,
        }
    }

    /// Whether the host serves databases of many, so that its name does not say which is meant.
    pub(crate) fn is_shared_host(name: &str) -> bool {
        !matches!(tenancy(name, None, "", None), Tenancy::Single)
    }

    /// Whether the name says whose data it is, without a pin.
    pub(crate) fn is_identity(&self) -> bool {
        match self {
            Self::Neon { .. }
            | Self::NeonBranch { .. }
            | Self::Supabase { .. }
            | Self::Tenant { .. } => true,
            Self::Local | Self::Socket { .. } | Self::Host { .. } => false,
        }
    }
}

/// `ep-` or `br-` and three words: `ep-cool-darkness-123456`.
pub(crate) fn is_neon_id(label: &str, prefix: &str) -> bool {
    label.strip_prefix(prefix).is_some_and(|rest| {
        rest.split('-').count() >= 3
            && rest.split('-').all(|word| !word.is_empty())
            && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    })
}

/// The id without the marks of Neon's poolers, and whether there was PgBouncer's.
pub(crate) fn strip_pooler(label: &str) -> (&str, bool) {
    if let Some(endpoint) = label.strip_suffix(POOLER) {
        return (endpoint, true);
    }
    (label.strip_suffix("-local-proxy").unwrap_or(label), false)
}

impl fmt::Display for Server {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Neon { endpoint } => formatter.write_str(endpoint),
            Self::NeonBranch { branch } => formatter.write_str(branch),
            Self::Supabase { project } => write!(formatter, "db.{project}.supabase.co"),
            Self::Local => formatter.write_str("localhost"),
            Self::Host { name } => formatter.write_str(name),
            Self::Tenant { host, tenant } => write!(formatter, "{tenant}@{host}"),
            Self::Socket { folder } => formatter.write_str(folder),
        }
    }
}
