//! Who else may say which endpoint is meant: Neon's proxy and Supabase's pooler look into
//! `options`, and Neon's also into the password.
//!
//! Source: neondatabase/neon `proxy/src/auth/credentials.rs` and `password_hack.rs`.

/// An endpoint or project that is named beside the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Claim {
    /// A Neon endpoint (or, as the old word was, project), lower case, without `-pooler`.
    Neon(String),
    /// A Supabase project reference.
    Supabase(String),
    /// Something like an endpoint's name, of which a proxy may make anything.
    Odd,
}

pub(crate) fn claims_of_options(options: &str, claims: &mut Vec<Claim>) {
    let ends_word = |c: char| c.is_whitespace() || c.is_control() || "+\\'\"".contains(c);
    for word in options.split(ends_word) {
        for key in ["endpoint=", "project="] {
            match word.split_once(key) {
                Some(("", id)) => push(claims, neon(id)),
                Some(_) => push(claims, Claim::Odd),
                None => {}
            }
        }
        if let Some(reference) = word.strip_prefix("reference=") {
            push(claims, Claim::Supabase(reference.to_lowercase()));
        }
    }
}

pub(crate) fn claims_of_password(password: &str, claims: &mut Vec<Claim>) {
    let id = ["endpoint=", "project="].iter().find_map(|key| password.strip_prefix(key));
    if let Some((id, _)) = id.and_then(|rest| rest.split_once([';', '$'])) {
        push(claims, neon(id));
    }
}

fn neon(id: &str) -> Claim {
    let id = id.to_lowercase();
    let endpoint = id.strip_suffix("-pooler").unwrap_or(&id);
    let plain = endpoint.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if plain && !endpoint.is_empty() { Claim::Neon(endpoint.to_owned()) } else { Claim::Odd }
}

fn push(claims: &mut Vec<Claim>, claim: Claim) {
    if !claims.contains(&claim) {
        claims.push(claim);
    }
}
