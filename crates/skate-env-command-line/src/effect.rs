//! The effect of a command on a database, from none to destructive.

use skate_env_core::{Environment, Purpose};

/// The effect of a command on a database, from none to destructive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Effect {
    /// Uses files only.
    Offline,
    /// Shows data.
    Browse,
    /// Reads the schema or data, and ends.
    Inspect,
    /// Writes rows or vacuums, as an application may.
    Write,
    /// Changes the database as intended, such as by migrations; or the effect is not known.
    Change,
    /// Runs arbitrary code: any statement, any seed.
    Arbitrary,
    /// May drop tables, or everything.
    Destroy,
}

impl Effect {
    /// The purpose of its URL; `None` where it needs no database, or any will do.
    #[must_use]
    pub fn purpose(self, environment: Environment) -> Option<Purpose> {
        match self {
            Self::Offline => None,
            Self::Browse | Self::Inspect if environment.is_production() => Some(Purpose::Read),
            // Rows are no migration's; and what nobody could read may do there what an application
            // does.
            Self::Write | Self::Arbitrary if environment.is_production() => Some(Purpose::App),
            Self::Browse => Some(Purpose::App),
            Self::Inspect | Self::Write | Self::Change | Self::Arbitrary | Self::Destroy => {
                Some(Purpose::Migrate)
            }
        }
    }

    /// Whether the command needs a database.
    #[must_use]
    pub fn needs_database(self) -> bool {
        self != Self::Offline
    }

    /// Whether it may change the database, so that the database's identity should be proven first.
    #[must_use]
    pub fn writes(self) -> bool {
        self >= Self::Write
    }

    /// Whether it may destroy or rewrite valuable data in an environment. Production never allows
    /// that; in staging a person may consent.
    #[must_use]
    pub fn is_destructive_in(self, environment: Environment) -> bool {
        match environment {
            Environment::Production => matches!(self, Self::Arbitrary | Self::Destroy),
            Environment::Staging => self == Self::Destroy,
            _ => false,
        }
    }
}
