//! What a command does to a database, from the harmless to the worst.

use skate_env_core::{Environment, Purpose};

/// What a command does to a database, from the harmless to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Effect {
    /// Works on files alone.
    Offline,
    /// Shows data.
    Browse,
    /// Reads the schema, or data, and is done.
    Inspect,
    /// Changes the database the way it is meant to be changed; or nobody knows what it does.
    Change,
    /// Runs what somebody wrote: any statement, any seed.
    Arbitrary,
    /// May drop tables, or everything.
    Destroy,
}

impl Effect {
    /// Why the command wants a database; `None` where any will do, or none.
    #[must_use]
    pub fn purpose(self, environment: Environment) -> Option<Purpose> {
        match self {
            Self::Offline => None,
            Self::Browse | Self::Inspect if environment.is_production() => Some(Purpose::Read),
            Self::Browse => Some(Purpose::App),
            Self::Inspect | Self::Change | Self::Arbitrary | Self::Destroy => {
                Some(Purpose::Migrate)
            }
        }
    }

    /// Whether it cannot do its work without a database.
    #[must_use]
    pub fn needs_database(self) -> bool {
        self != Self::Offline
    }

    /// Whether it may change what is there: worth a proof that there is where it is meant to be.
    #[must_use]
    pub fn writes(self) -> bool {
        self >= Self::Change
    }

    /// Whether it may destroy or rewrite data that is worth something there. Production is
    /// never the place for it; in staging a person may consent.
    #[must_use]
    pub fn is_destructive_in(self, environment: Environment) -> bool {
        match environment {
            Environment::Production => matches!(self, Self::Arbitrary | Self::Destroy),
            Environment::Staging => self == Self::Destroy,
            _ => false,
        }
    }
}
