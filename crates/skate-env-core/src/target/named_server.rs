//! The server that options or password name besides the host. It must not contradict the host.

use super::{Server, tenant::is_supabase_pooler};
use crate::{
    database_url::{NamedServer, Parts, UrlError, servers_in_options, servers_in_password},
    lookup::Lookup,
    names,
};

/// The server that the URL's options or password name, if they name one.
pub(super) fn server(
    by_host: &Server,
    parts: &Parts,
    lookup: &Lookup<'_>,
) -> Result<Option<Server>, UrlError> {
    let heeded = |named: &&NamedServer| is_heeded(named, by_host);
    let mut named_server = None;
    for named in parts.named_servers.iter().filter(heeded) {
        let server = server_of(named, by_host)?;
        let contradicts = |known: &Server| known.is_identity() && *known != server;
        if contradicts(by_host) || named_server.as_ref().is_some_and(contradicts) {
            return Err(contradiction());
        }
        named_server = Some(server);
    }
    // Not every driver heeds the variables: what they name must be known already.
    let known = named_server.as_ref().unwrap_or(by_host);
    for named in around(parts, lookup).iter().filter(heeded) {
        if server_of(named, by_host)? != *known {
            return Err(contradiction());
        }
    }
    Ok(named_server)
}

fn around(parts: &Parts, lookup: &Lookup<'_>) -> Vec<NamedServer> {
    let mut named_servers = Vec::new();
    if !parts.parameters.has_options()
        && let Some(options) = lookup.get(names::PGOPTIONS)
    {
        servers_in_options(options, &mut named_servers);
    }
    if !parts.has_password
        && let Some(password) = lookup.get(names::PGPASSWORD)
    {
        servers_in_password(password, &mut named_servers);
    }
    named_servers
}

/// Only Supabase looks for projects; Neon's proxy may stand behind any name.
fn is_heeded(named: &NamedServer, by_host: &Server) -> bool {
    !matches!(named, NamedServer::Supabase(_)) || is_supabase(by_host)
}

fn server_of(named: &NamedServer, by_host: &Server) -> Result<Server, UrlError> {
    match named {
        NamedServer::Neon(endpoint) if !is_supabase(by_host) => {
            Ok(Server::Neon { endpoint: endpoint.clone() })
        }
        NamedServer::Supabase(project) => Ok(Server::Supabase { project: project.clone() }),
        NamedServer::Neon(_) | NamedServer::Unclear => Err(contradiction()),
    }
}

fn is_supabase(server: &Server) -> bool {
    match server {
        Server::Supabase { .. } => true,
        Server::Host { name } => is_supabase_pooler(name),
        _ => false,
    }
}

fn contradiction() -> UrlError {
    UrlError::ambiguous(
        "conflicts with an endpoint in its options, its password, PGOPTIONS or PGPASSWORD that its \
         host does not name",
        "Remove the endpoint from options and password; the host names it.",
    )
}
