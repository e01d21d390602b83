//! What a branch is for.

use std::fmt;

use crate::Environment;

/// What a branch is for: the six rows of the configuration matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The live database.
    Production,
    /// A copy of production for the last check.
    Staging,
    /// A developer's main branch.
    Development,
    /// One feature's branch.
    Feature,
    /// One pull request's branch.
    Preview,
    /// A test run's branch.
    Testing,
}

impl Class {
    /// Every class, the most precious first.
    pub const ALL: [Self; 6] = [
        Self::Production,
        Self::Staging,
        Self::Development,
        Self::Feature,
        Self::Preview,
        Self::Testing,
    ];

    /// The name in `[classes.<name>]`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Feature => "feature",
            _ => self.environment().as_str(),
        }
    }

    /// The environment that a branch of this class serves.
    #[must_use]
    pub const fn environment(self) -> Environment {
        match self {
            Self::Production => Environment::Production,
            Self::Staging => Environment::Staging,
            Self::Development | Self::Feature => Environment::Development,
            Self::Preview => Environment::Preview,
            Self::Testing => Environment::Testing,
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
