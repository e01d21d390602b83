//! Who answers by what stands beside the host: options, password, and the variables that fill
//! them. It must not contradict the host.

use super::{SUPABASE_POOLER, Server};
use crate::{
    database_url::{Claim, Fault, Parts, claims_of_options, claims_of_password},
    lookup::Lookup,
    names,
};

/// The server that the URL's options or password name, if they name one.
pub(super) fn server(
    by_host: &Server,
    parts: &Parts,
    lookup: &Lookup<'_>,
) -> Result<Option<Server>, Fault> {
    let heeded = |claim: &&Claim| is_heeded(claim, by_host);
    let mut claimed = None;
    for claim in parts.claims.iter().filter(heeded) {
        let server = server_of(claim, by_host)?;
        let contradicts = |known: &Server| known.is_identity() && *known != server;
        if contradicts(by_host) || claimed.as_ref().is_some_and(contradicts) {
            return Err(contradiction());
        }
        claimed = Some(server);
    }
    // Not every driver heeds the variables: what they name must be known already.
    let known = claimed.as_ref().unwrap_or(by_host);
    for claim in around(parts, lookup).iter().filter(heeded) {
        if server_of(claim, by_host)? != *known {
            return Err(contradiction());
        }
    }
    Ok(claimed)
}

fn around(parts: &Parts, lookup: &Lookup<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    if !parts.parameters.has_options()
        && let Some(options) = lookup.get(names::PGOPTIONS)
    {
        claims_of_options(options, &mut claims);
    }
    if !parts.has_password
        && let Some(password) = lookup.get(names::PGPASSWORD)
    {
        claims_of_password(password, &mut claims);
    }
    claims
}

/// Only Supabase looks for projects; Neon's proxy may stand behind any name.
fn is_heeded(claim: &Claim, by_host: &Server) -> bool {
    !matches!(claim, Claim::Supabase(_)) || is_supabase(by_host)
}

fn server_of(claim: &Claim, by_host: &Server) -> Result<Server, Fault> {
    match claim {
        Claim::Neon(endpoint) if !is_supabase(by_host) => {
            Ok(Server::Neon { endpoint: endpoint.clone() })
        }
        Claim::Supabase(project) => Ok(Server::Supabase { project: project.clone() }),
        Claim::Neon(_) | Claim::Odd => Err(contradiction()),
    }
}

fn is_supabase(server: &Server) -> bool {
    match server {
        Server::Supabase { .. } => true,
        Server::Host { name } => name.ends_with(SUPABASE_POOLER),
        _ => false,
    }
}

fn contradiction() -> Fault {
    Fault::ambiguous(
        "meets an endpoint in its options, its password, PGOPTIONS or PGPASSWORD that its host \
         does not name",
        "Take the endpoint out of options and password; the host names it.",
    )
}
