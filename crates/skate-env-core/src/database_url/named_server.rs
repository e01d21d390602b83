//! Endpoints and projects named in `options` or in the password: Neon's proxy and Supabase's
//! pooler read `options`, and Neon's reads the password too.
//!
//! Source: neondatabase/neon `proxy/src/auth/credentials.rs` and `password_hack.rs`.

/// An endpoint or project that is named beside the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NamedServer {
    /// A Neon endpoint (or, as the old word was, project), lower case, without `-pooler`.
    Neon(String),
    /// A Supabase project reference.
    Supabase(String),
    /// Something like an endpoint's name, of which a proxy may make anything.
    Unclear,
}

pub(crate) fn servers_in_options(options: &str, named_servers: &mut Vec<NamedServer>) {
    let ends_word = |c: char| c.is_whitespace() || c.is_control() || "+\\'\"".contains(c);
    for word in options.split(ends_word) {
        for key in ["endpoint=", "project="] {
            match word.split_once(key) {
                Some(("", id)) => push(named_servers, neon(id)),
                Some(_) => push(named_servers, NamedServer::Unclear),
                None => {}
            }
        }
        if let Some(reference) = word.strip_prefix("reference=") {
            push(named_servers, NamedServer::Supabase(reference.to_lowercase()));
        }
    }
}

pub(crate) fn servers_in_password(password: &str, named_servers: &mut Vec<NamedServer>) {
    let id = ["endpoint=", "project="].iter().find_map(|key| password.strip_prefix(key));
    if let Some((id, _)) = id.and_then(|rest| rest.split_once([';', '$'])) {
        push(named_servers, neon(id));
    }
}

fn neon(id: &str) -> NamedServer {
    let id = id.to_lowercase();
    let endpoint = id.strip_suffix("-pooler").unwrap_or(&id);
    let plain = endpoint.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if plain && !endpoint.is_empty() {
        NamedServer::Neon(endpoint.to_owned())
    } else {
        NamedServer::Unclear
    }
}

fn push(named_servers: &mut Vec<NamedServer>, named: NamedServer) {
    if !named_servers.contains(&named) {
        named_servers.push(named);
    }
}
