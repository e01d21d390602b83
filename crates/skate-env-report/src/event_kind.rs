//! What an event can be: the one list of their names.

use serde::{Deserialize, Serialize};

/// What happened. A name of a record that is none of these is [`EventKind::Other`]: what somebody
/// else wrote becomes no row and no label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "&'static str", from = "String")]
#[non_exhaustive]
pub enum EventKind {
    /// `local start` ended.
    LocalStart,
    /// A branch was created.
    Create,
    /// A branch was reset.
    Reset,
    /// A branch was restored to a moment, or to another branch's state.
    Restore,
    /// Another branch is in use.
    Switch,
    /// `branch delete` ended.
    Delete,
    /// `branch cleanup --apply` ended.
    Cleanup,
    /// A branch is gone.
    Deleted,
    /// `preview up` ended.
    Up,
    /// `preview down` ended.
    Down,
    /// `preview sweep --apply` ended.
    Sweep,
    /// `migrate deploy` ended.
    Migrate,
    /// `migrate test` ended.
    MigrateTest,
    /// `seed` ended.
    Seed,
    /// A database was asked for its identity.
    Verify,
    /// A guarded connection was opened, or could not be.
    Connection,
    /// A guarded connection was answered for the first time.
    Answer,
    /// A command or a statement was refused.
    Refusal,
    /// Somebody went on in spite of a budget.
    OverBudget,
    /// None of these: of another version, or not ours.
    Other,
}

/// What an event counts as, in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Connection,
    Operation,
    Refusal,
    /// It is counted elsewhere, or with another event.
    None,
}

impl EventKind {
    /// All of them.
    pub const ALL: [Self; 20] = [
        Self::LocalStart,
        Self::Create,
        Self::Reset,
        Self::Restore,
        Self::Switch,
        Self::Delete,
        Self::Cleanup,
        Self::Deleted,
        Self::Up,
        Self::Down,
        Self::Sweep,
        Self::Migrate,
        Self::MigrateTest,
        Self::Seed,
        Self::Verify,
        Self::Connection,
        Self::Answer,
        Self::Refusal,
        Self::OverBudget,
        Self::Other,
    ];

    /// Its name, which stays.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LocalStart => "local_start",
            Self::Create => "create",
            Self::Reset => "reset",
            Self::Restore => "restore",
            Self::Switch => "switch",
            Self::Delete => "delete",
            Self::Cleanup => "cleanup",
            Self::Deleted => "deleted",
            Self::Up => "up",
            Self::Down => "down",
            Self::Sweep => "sweep",
            Self::Migrate => "migrate",
            Self::MigrateTest => "migrate_test",
            Self::Seed => "seed",
            Self::Verify => "verify",
            Self::Connection => "connection",
            Self::Answer => "answer",
            Self::Refusal => "refusal",
            Self::OverBudget => "over_budget",
            Self::Other => "other",
        }
    }

    pub(crate) const fn role(self) -> Role {
        match self {
            Self::Verify | Self::Connection => Role::Connection,
            Self::Refusal => Role::Refusal,
            Self::Answer | Self::OverBudget | Self::Deleted | Self::Other => Role::None,
            _ => Role::Operation,
        }
    }

    /// Whether a set-up begins with it.
    pub(crate) const fn begins_setup(self) -> bool {
        matches!(self, Self::LocalStart | Self::Create)
    }

    /// Whether a set-up ends with it, where it went well.
    pub(crate) const fn ends_setup(self) -> bool {
        matches!(self, Self::Verify | Self::Connection | Self::Migrate)
    }
}

impl From<EventKind> for &'static str {
    fn from(kind: EventKind) -> Self {
        kind.as_str()
    }
}

impl From<String> for EventKind {
    fn from(name: String) -> Self {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name).unwrap_or(Self::Other)
    }
}
