//! What is under test, as the harness sees it: a URL in, a target or a refusal out.

use std::collections::BTreeMap;

/// Where a guard says that a URL leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// The one host that is dialled; `localhost` for a socket or any loopback spelling.
    pub(crate) host: String,
    /// The one port that is dialled.
    pub(crate) port: u16,
    /// The one database that is opened.
    pub(crate) database: String,
    /// Who answers behind a shared host, where the host does not say so itself: a Neon
    /// endpoint named in `options` or the password, a Supabase project named in the user.
    pub(crate) tenant: Option<String>,
}

/// A guard's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Judgement {
    /// Nobody may connect with this URL; the stable code says why.
    Refused(String),
    /// Every driver connects there and nowhere else.
    Target(Target),
}

/// A guard: it is handed the URL and the variables that a driver would see beside it.
pub(crate) trait Judge: Sync {
    /// Judges one URL.
    fn judge(&self, url: &str, ambient: &BTreeMap<String, String>) -> Judgement;
}

impl<F: Fn(&str, &BTreeMap<String, String>) -> Judgement + Sync> Judge for F {
    fn judge(&self, url: &str, ambient: &BTreeMap<String, String>) -> Judgement {
        self(url, ambient)
    }
}

/// The guard that most people would write: what the `url` crate says, and no more. The
/// harness must find its holes, or the harness proves nothing.
#[cfg(test)]
pub(crate) fn naive(url: &str, _ambient: &BTreeMap<String, String>) -> Judgement {
    let refused = || Judgement::Refused("invalid_url".to_owned());
    let Ok(parsed) = url::Url::parse(url) else { return refused() };
    if !matches!(parsed.scheme(), "postgres" | "postgresql") {
        return refused();
    }
    match (parsed.host_str(), parsed.path().strip_prefix('/')) {
        (Some(host), Some(database)) if !database.is_empty() => Judgement::Target(Target {
            host: host.to_owned(),
            port: parsed.port().unwrap_or(5432),
            database: database.to_owned(),
            tenant: None,
        }),
        _ => refused(),
    }
}
