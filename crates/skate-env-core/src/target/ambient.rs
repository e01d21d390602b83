//! Finds the target of a URL together with the `PG*` variables, which fill its gaps or lead
//! elsewhere.
//!
//! libpq heeds them all, node-postgres and postgres.js some, tokio-postgres none. Source:
//! <https://www.postgresql.org/docs/current/libpq-envars.html> and the drivers' own code.

use super::{
    DEFAULT_PORT, Host, SUPABASE_POOLER, SUPABASE_POOLER_PORT, Server, Target, named_server, server,
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
        let by_host = supabase_pooler(by_host, parts, lookup)?;
        let named_server = named_server::server(&by_host, parts, lookup)?;
        let front = named_server
            .as_ref()
            .filter(|named_server| **named_server != by_host)
            .map(|_| by_host.clone());
        let server = named_server.unwrap_or(by_host);
        let pooled = pooled
            || parts.parameters.pgbouncer
            || (matches!(server, Server::Supabase { .. }) && port == SUPABASE_POOLER_PORT);
        Ok(Self { server, port, database: parts.database.clone(), pooled, front, host })
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
        (Some(host), Some(around)) if *host != around => {
            Err(UrlError::ambiguous("and PGHOST name two hosts", UNSET))
        }
        (Some(host), _) => Ok(host.clone()),
    }
}

fn check_address(host: &Host, lookup: &Lookup<'_>) -> Result<(), UrlError> {
    match lookup.get(names::PGHOSTADDR).map(Host::parse) {
        Some(address) if address.as_ref() != Some(host) => Err(UrlError::ambiguous(
            "conflicts with PGHOSTADDR, which libpq connects to instead of its host",
            UNSET,
        )),
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

/// On Supabase's shared pooler the user names the project: `postgres.<reference>`.
/// Source: <https://supabase.com/docs/guides/database/connecting-to-postgres>.
fn supabase_pooler(server: Server, parts: &Parts, lookup: &Lookup<'_>) -> Result<Server, UrlError> {
    let Server::Host { name } = &server else { return Ok(server) };
    if !name.ends_with(SUPABASE_POOLER) {
        return Ok(server);
    }
    let Some(user) = &parts.user else {
        if !lookup.is_set(names::PGUSER) {
            return Ok(server);
        }
        return Err(UrlError::ambiguous(
            "leaves its user to PGUSER, which not every driver reads",
            UNSET,
        ));
    };
    Ok(match user.rsplit_once('.') {
        Some((_, project)) => Server::Supabase { project: project.to_lowercase() },
        None => server,
    })
}

/// The endpoint id that a label holds, if it holds one: pins are compared by it.
pub(crate) fn endpoint_of_label(label: &str) -> Option<&str> {
    server::is_neon_id(label, "ep-").then(|| server::strip_pooler(label).0)
}
