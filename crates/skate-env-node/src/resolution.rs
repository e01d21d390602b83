//! A resolved database as data.

use std::borrow::Cow;

use napi_derive::napi;
use skate_env_core::ResolvedDatabase;

use crate::failure::Problem;

/// A resolved database. It holds secrets: JavaScript keeps the URLs private.
#[napi(object, object_from_js = false)]
pub struct Resolution {
    /// The environment.
    pub environment: &'static str,
    /// The purpose of the URL.
    pub purpose: &'static str,
    /// What the target is.
    pub verdict: String,
    /// The URL with its password.
    pub url: String,
    /// The direct URL of the pair, with its password.
    pub direct_url: Option<String>,
    /// The URL without its password.
    pub redacted_url: String,
    /// The variable that holds the URL.
    pub variable: Option<String>,
    /// The file that assigns the variable, where that is known.
    pub file: Option<String>,
    /// The line in that file.
    pub line: Option<u32>,
    /// Whether the URL was derived from the variable's value.
    pub derived: bool,
    /// The target; absent for `SQLite` and for the placeholder URL of a build.
    pub target: Option<Target>,
    /// Problems that are no errors.
    pub warnings: Vec<Problem>,
    /// The variables that the result depends on, unset ones included, as indices into `names()`.
    pub depends_on: Vec<u32>,
}

/// The database server that a URL connects to.
#[napi(object, object_from_js = false)]
pub struct Target {
    /// The Neon endpoint, project or host.
    pub server: String,
    /// The port.
    pub port: u16,
    /// The name of the database.
    pub database: String,
    /// Whether the connection goes through a pooler.
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
