//! The table: which rule holds for which environment and purpose.

use skate_env_core::{Environment, Purpose};

use super::Committed;

/// What a connection may carry.
#[derive(Clone, Debug)]
pub struct Policy {
    pub(super) environment: Environment,
    pub(super) rule: Rule,
    pub(super) committed: Committed,
}

/// A column of the table, as a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Nothing is judged.
    Everything,
    /// Nothing that destroys data.
    NothingDestructive,
    /// What reads, on a session that the server keeps read-only.
    ReadsOnly,
    /// Nothing that destroys a whole database or schema.
    NothingDatabaseWide,
    /// Statements of committed migrations, and the migration tool's own bookkeeping.
    CommittedMigrations,
}

impl Policy {
    /// The policy of an environment and a purpose. `consent` lifts the one limit that consent
    /// lifts: what destroys, for `app` in staging.
    #[must_use]
    pub fn new(environment: Environment, purpose: Purpose, consent: bool) -> Self {
        use Environment::{Production, Staging};
        let rule = match (environment, purpose) {
            (_, Purpose::Read) => Rule::ReadsOnly,
            (Production, Purpose::Migrate) => Rule::CommittedMigrations,
            (Staging, Purpose::Migrate) => Rule::NothingDatabaseWide,
            (Staging, Purpose::App) if consent => Rule::Everything,
            (Production | Staging, _) => Rule::NothingDestructive,
            _ => Rule::Everything,
        };
        Self { environment, rule, committed: Committed::default() }
    }

    /// The same with the migrations that count as committed.
    #[must_use]
    pub fn with_committed(mut self, committed: Committed) -> Self {
        self.committed = committed;
        self
    }

    /// The rule of this policy.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// Whether any statement could be refused.
    #[must_use]
    pub fn judges(&self) -> bool {
        self.rule != Rule::Everything
    }

    /// Whether the session must be read-only on the server.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.rule == Rule::ReadsOnly
    }
}
