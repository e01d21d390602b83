//! Who else may say which endpoint is meant: Neon's proxy and Supabase's pooler look into
//! `options`, and Neon's also into the password.
//!
//! Source: neondatabase/neon `proxy/src/auth/credentials.rs` and `password_hack.rs`.

/// An endpoint, branch or project that is named beside the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Claim {
    /// A Neon endpoint (or, as the old word was, project), lower case, without `-pooler`.
    Neon(String),
    /// A Supabase project reference.
    Supabase(String),
}

pub(crate) fn claims_of_options(options: &str, claims: &mut Vec<Claim>) {
    let ends_word = |c: char| c.is_whitespace() || c.is_control() || "+\\'\"".contains(c);
    for word in options.split(ends_word) {
        // `-cendpoint=…` and `--endpoint=…` are words too; whatever comes before does not matter.
        for key in ["endpoint=", "project="] {
            if let Some((_, id)) = word.split_once(key) {
                push(claims, Claim::Neon(endpoint(id)));
            }
        }
        if let Some((_, reference)) = word.split_once("reference=") {
            push(claims, Claim::Supabase(reference.to_lowercase()));
        }
    }
}

pub(crate) fn claims_of_password(password: &str, claims: &mut Vec<Claim>) {
    let id = ["endpoint=", "project="].iter().find_map(|key| password.strip_prefix(key));
    if let Some((id, _)) = id.and_then(|rest| rest.split_once([';', '$'])) {
        push(claims, Claim::Neon(endpoint(id)));
    }
}

fn endpoint(id: &str) -> String {
    let id = id.to_lowercase();
    id.strip_suffix("-pooler").map(str::to_owned).unwrap_or(id)
}

fn push(claims: &mut Vec<Claim>, claim: Claim) {
    if !claims.contains(&claim) {
        claims.push(claim);
    }
}
