//! The URLs that may serve an environment, and how they came to.

use crate::candidate::Candidate;

/// How the URLs in hand came to serve the environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// By the environment's own names.
    Own,
    /// By a general name, which may be anybody's.
    Fallback,
    /// By `USE_SQLITE`.
    Sqlite,
}

/// The URLs that may serve: at most one pooled and one direct, of one level.
pub(crate) struct Selection {
    pub(crate) level: Level,
    pub(crate) pooled: Option<Candidate>,
    pub(crate) direct: Option<Candidate>,
}

impl Selection {
    pub(crate) fn candidates(&self) -> impl Iterator<Item = &Candidate> {
        self.pooled.iter().chain(&self.direct)
    }
}
