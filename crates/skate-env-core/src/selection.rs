//! The selected candidates of an environment, and by which names they were found.

use crate::candidate::Candidate;

/// By which names the selected URLs serve the environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// By the environment's own names.
    Own,
    /// By a general name, which may hold any environment's URL.
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
