//! What the judge says: a statement may pass, or a code, a sentence and a way out.

use skate_env_core::Code;

/// Whether a query string may pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It may.
    Allowed {
        /// It ends a transaction (`COMMIT`, `ROLLBACK`). For a session that only reads, nothing
        /// may follow in the same batch.
        ends_transaction: bool,
        /// Numbers of parameters whose values must be checksums of committed migrations.
        checksums: Vec<u16>,
    },
    /// It may not.
    Refused(Refusal),
}

/// Why a statement may not pass. Quotes nothing of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The code of the kind of refusal.
    pub code: Code,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The way out, in one sentence.
    pub hint: String,
}

impl Decision {
    /// It may, and nothing more is asked.
    pub(super) const ALLOWED: Self =
        Self::Allowed { ends_transaction: false, checksums: Vec::new() };

    /// The refusal, if it is one.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Allowed { .. } => None,
            Self::Refused(refusal) => Some(refusal),
        }
    }
}
