//! The answer as data.

use std::borrow::Cow;

use napi_derive::napi;
use skate_env_core::ResolvedDatabase;

use crate::failure::Problem;

/// A resolved database. Holds secrets: the facade keeps it from being printed.
#[napi(object, object_from_js = false)]
pub struct Resolution {
    /// What the process runs as.
    pub environment: &'static str,
    /// What the URL is for.
    pub purpose: &'static str,
    /// What the target is.
    pub verdict: String,
    /// The URL, password included.
    pub url: String,
    /// The direct URL beside it, password included.
    pub direct_url: Option<String>,
    /// The URL as it may be printed.
    pub redacted_url: String,
    /// The variable that holds it.
    pub variable: Option<String>,
    /// The file that assigns the variable, where that is known.
    pub file: Option<String>,
    /// The line in that file.
    pub line: Option<u32>,
    /// Whether the URL was made from the variable's.
    pub derived: bool,
    /// Where it leads; absent for `SQLite` and for the placeholder of a build.
    pub target: Option<Target>,
    /// What is not wrong enough to refuse.
    pub warnings: Vec<Problem>,
    /// The variables that the answer rests on, absent ones included, by their place in `names()`.
    pub depends_on: Vec<u32>,
}

/// Where a URL leads.
#[napi(object, object_from_js = false)]
pub struct Target {
    /// Who answers: an endpoint, a project, a host.
    pub server: String,
    /// The port that is dialled.
    pub port: u16,
    /// The database's name.
    pub database: String,
    /// Whether a connection goes through a pooler.
    pub pooled: bool,
}

impl Resolution {
    pub(crate) fn new(resolved: ResolvedDatabase, names: &[String]) -> Self {
        let provenance = resolved.provenance.as_ref();
        let place = provenance.and_then(|provenance| provenance.place.as_ref());
        Self {
            environment: resolved.environment.as_str(),
            purpose: resolved.purpose.as_str(),
            verdict: resolved.verdict.to_string(),
            url: resolved.url.expose_secret().to_owned(),
            direct_url: resolved.direct_url.as_ref().map(|url| url.expose_secret().to_owned()),
            redacted_url: resolved.url.to_string(),
            variable: provenance.map(|provenance| provenance.variable.to_string()),
            file: place.map(|place| place.path.clone()),
            line: place.map(|place| place.line),
            derived: provenance.is_some_and(|provenance| provenance.derived),
            target: resolved.target.as_ref().map(Target::from),
            warnings: resolved.warnings.iter().map(Problem::from).collect(),
            depends_on: places(&resolved.depends_on, names),
        }
    }
}

fn places(asked: &[Cow<'static, str>], names: &[String]) -> Vec<u32> {
    let place = |name: &Cow<'_, str>| names.iter().position(|known| known == name);
    asked.iter().filter_map(place).filter_map(|place| u32::try_from(place).ok()).collect()
}

impl From<&skate_env_core::Target> for Target {
    fn from(target: &skate_env_core::Target) -> Self {
        Self {
            server: target.server.to_string(),
            port: target.port,
            database: target.database.clone(),
            pooled: target.pooled,
        }
    }
}
