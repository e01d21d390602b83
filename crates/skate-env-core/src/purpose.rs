//! What a URL is used for: it decides between pooled and direct.

use std::{fmt, str::FromStr};

use crate::{Code, Environment, Error, Problem, nearest::nearest};

/// What a URL is used for: it decides between pooled and direct, and how strict the guards are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// The application's queries: pooled.
    App,
    /// Migrations: direct, because they take session locks.
    Migrate,
    /// A test run: only in testing, never a fallback.
    Test,
    /// Reading: direct, and sessions start read-only.
    Read,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 4] = [Self::App, Self::Migrate, Self::Test, Self::Read];

    /// The name as you write it: `app`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Migrate => "migrate",
            Self::Test => "test",
            Self::Read => "read",
        }
    }

    /// The purpose where none is given. A test run never inherits another's database.
    pub(crate) fn default_in(environment: Environment) -> Self {
        if environment == Environment::Testing { Self::Test } else { Self::App }
    }

    /// `wrong_purpose`: only testing has databases that tests may wipe.
    pub(crate) fn check(self, environment: Environment) -> Option<Problem> {
        if self != Self::Test || environment == Environment::Testing {
            return None;
        }
        Some(Problem::new(
            Code::WrongPurpose,
            format!("Cannot use a database for tests in {environment}."),
            "Run tests with NODE_ENV=test or DATABASE_ENVIRONMENT=testing.",
        ))
    }

    /// Whether the purpose needs a session of its own.
    pub(crate) fn is_direct(self) -> bool {
        matches!(self, Self::Migrate | Self::Read)
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// Reads a purpose by its name.
///
/// # Errors
/// `invalid_config`, with the nearest name.
impl FromStr for Purpose {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == name).ok_or_else(|| {
            let list = Self::ALL.map(Self::as_str).join(", ");
            let hint = match nearest(name, Self::ALL.map(Self::as_str)) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => format!("Use one of {list}."),
            };
            let message = format!("The purpose is not one of {list}.");
            Error::from_problem(Problem::new(Code::InvalidConfig, message, hint))
        })
    }
}
