//! The resolved database, and where its URL came from.

use std::borrow::Cow;

use super::purpose_url::Choice;
use crate::{
    DatabaseUrl, Environment, Pin, Place, Problem, Purpose, Target, Verdict, candidate::Candidate,
    lookup::Name,
};

/// Unreachable on purpose: `.invalid` never resolves (RFC 2606).
pub(crate) const BUILD_URL: &str = "postgresql://unset.invalid/build";

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Provenance {
    /// The variable.
    pub variable: Cow<'static, str>,
    /// The file and line that assign it, where they are known.
    pub place: Option<Place>,
    /// Whether the value was made from the variable's: direct from pooled, read-only.
    pub derived: bool,
}

/// The database that a process may talk to, and how that was found.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ResolvedDatabase {
    /// What the process runs as.
    pub environment: Environment,
    /// What the URL is for.
    pub purpose: Purpose,
    /// The URL, fit for the purpose.
    pub url: DatabaseUrl,
    /// The direct URL beside it, where there is one.
    pub direct_url: Option<DatabaseUrl>,
    /// What the target is.
    pub verdict: Verdict,
    /// Where it leads; `None` for SQLite and for the placeholder of a build.
    pub target: Option<Target>,
    /// Where the URL came from; `None` for the placeholder of a build.
    pub provenance: Option<Provenance>,
    /// Whether it is the guarded connection of the `skate-env run` around this process.
    pub is_guarded: bool,
    /// Pins of production beside those of the policy: the call's, and `SKATE_ENV_PRODUCTION`'s.
    pub production: Vec<Pin>,
    /// What is not wrong enough to refuse.
    pub warnings: Vec<Problem>,
    /// Every variable that the answer depends on, absent ones included: as long as they stay
    /// the same, so does it.
    pub depends_on: Vec<Cow<'static, str>>,
}

impl ResolvedDatabase {
    pub(super) fn for_build(
        environment: Environment,
        purpose: Purpose,
        warnings: Vec<Problem>,
        depends_on: Vec<Name>,
    ) -> Self {
        let url = DatabaseUrl::parse(BUILD_URL).expect("the placeholder is a URL");
        Self {
            environment,
            purpose,
            url,
            direct_url: None,
            verdict: Verdict::Unknown,
            target: None,
            provenance: None,
            is_guarded: false,
            production: Vec::new(),
            warnings,
            depends_on,
        }
    }
}

impl Choice {
    pub(super) fn into_resolved(
        self,
        environment: Environment,
        purpose: Purpose,
        verdict: Verdict,
        production: Vec<Pin>,
        warnings: Vec<Problem>,
        depends_on: Vec<Name>,
    ) -> ResolvedDatabase {
        let Candidate { url, target, variable, place, derived } = self.url;
        let derived = derived || purpose == Purpose::Read;
        ResolvedDatabase {
            environment,
            purpose,
            url,
            direct_url: self.direct.map(|direct| direct.url),
            verdict,
            target,
            provenance: Some(Provenance { variable, place, derived }),
            is_guarded: false,
            production,
            warnings,
            depends_on,
        }
    }
}
