//! Finds the target of a URL together with the `PG*` variables, which fill its gaps or lead
//! elsewhere.
//!
//! libpq heeds them all, node-postgres and postgres.js some, tokio-postgres none. Source:
//! <https://www.postgresql.org/docs/current/libpq-envars.html> and the drivers' own code.

use super::{
    DEFAULT_PORT, Host, SUPABASE_POOLER_PORT, Server, Target, Tenancy, named_server, server,
    tenancy,
};
use crate::{
    database_url::{Parts, UrlError},
    lookup::Lookup,
    names,
};

const UNSET: &str = "Unset the variable; the URL already says where to go.";

impl Target {
    /// Where a driver with these variables around it would go.
    pub(crate) fn of(parts: &Parts, lookup: &Lookup<'_>) -> Result<Self, UrlError> {
        if lookup.is_set(names::PGSERVICE) {
            return Err(UrlError::ambiguous(
                "conflicts with PGSERVICE, which leads libpq elsewhere",
                UNSET,
            ));
        }
        let host = host(parts, lookup)?;
        check_address(&host, lookup)?;
        let port = port(parts, lookup)?;
        let (by_host, pooled) = Server::of_host(&host);
        let by_host = with_tenant(by_host, parts, lookup)?;
        let named_server = named_server::server(&by_host, parts, lookup)?;
        let front = named_server
            .as_ref()
            .filter(|named_server| **named_server != by_host)
            .map(|_| by_host.clone());
        let server = named_server.unwrap_or(by_host);
        let pooled = pooled
            || parts.parameters.pgbouncer
            || (matches!(server, Server::Supabase { .. }) && port == SUPABASE_POOLER_PORT);
        let database = database(&server, &parts.database).to_owned();
        Ok(Self { server, port, database, pooled, front, host })
    }
}

fn host(parts: &Parts, lookup: &Lookup<'_>) -> Result<Host, UrlError> {
    // postgres.js does not see `?host=` and asks PGHOST.
    let open = parts.host.is_none() || parts.parameters.has_socket();
    let around = if open { lookup.get(names::PGHOST) } else { None };
    let around = match around {
        None => None,
        Some(text) => Some(Host::parse(text).ok_or_else(|| {
            UrlError::ambiguous("leaves its host to PGHOST, which is no single host", UNSET)
        })?),
    };
    match (&parts.host, around) {
        (None, around) => Ok(around.unwrap_or(Host::Loopback)),
        (Some(host), Some(around)) if !host.may_be(&around) => {
            Err(UrlError::ambiguous("and PGHOST name two hosts", UNSET))
        }
        (Some(host), _) => Ok(host.clone()),
    }
}

fn check_address(host: &Host, lookup: &Lookup<'_>) -> Result<(), UrlError> {
    match lookup.get(names::PGHOSTADDR).map(Host::parse) {
        Some(address) if !address.as_ref().is_some_and(|address| address.may_be(host)) => {
            Err(UrlError::ambiguous(
                "conflicts with PGHOSTADDR, which libpq connects to instead of its host",
                UNSET,
            ))
        }
        _ => Ok(()),
    }
}

fn port(parts: &Parts, lookup: &Lookup<'_>) -> Result<u16, UrlError> {
    if let Some(port) = parts.port {
        return Ok(port);
    }
    match lookup.get(names::PGPORT) {
        Some(port) if port != "5432" => Err(UrlError::ambiguous(
            "leaves its port to PGPORT, which not every driver reads",
            UNSET,
        )),
        _ => Ok(DEFAULT_PORT),
    }
}

/// The database as its server calls it: behind `CockroachDB`'s shared hosts the cluster stands before
/// it.
fn database<'d>(server: &Server, database: &'d str) -> &'d str {
    let Server::Tenant { tenant, .. } = server else { return database };
    let own = database.strip_prefix(tenant.as_str()).and_then(|rest| rest.strip_prefix('.'));
    own.unwrap_or(database)
}

/// The database behind a host that serves many: the user or an option names it.
fn with_tenant(server: Server, parts: &Parts, lookup: &Lookup<'_>) -> Result<Server, UrlError> {
    let Server::Host { name } = &server else { return Ok(server) };
    let tenancy = tenancy(name, parts.user.as_deref(), &parts.database, parts.options());
    let is_open = matches!(tenancy, Tenancy::ByUser) && parts.user.is_none();
    if is_open && (lookup.is_set(names::PGUSER) || lookup.is_set(names::PGUSERNAME)) {
        return Err(UrlError::ambiguous(
            "leaves its user to PGUSER, which not every driver reads",
            UNSET,
        ));
    }
    Ok(match tenancy {
        Tenancy::Named(named) => named,
        Tenancy::Single | Tenancy::ByUser | Tenancy::ByOption => server,
    })
}

/// The endpoint id that a label holds, if it holds one: pins are compared by it.
pub(crate) fn endpoint_of_label(label: &str) -> Option<&str> {
    server::is_neon_id(label, "ep-").then(|| server::strip_pooler(label).0)
}
