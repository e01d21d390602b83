//! What a branch is for.

use std::fmt;

use crate::Environment;

/// What a branch is for: the rows of the configuration matrix.
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
    /// A branch for measuring: production's amount of data, masked, and a fixed compute.
    Performance,
}

impl Class {
    /// Every class, the most precious first.
    pub const ALL: [Self; 7] = [
        Self::Production,
        Self::Staging,
        Self::Development,
        Self::Feature,
        Self::Preview,
        Self::Testing,
        Self::Performance,
    ];

    /// The name in `[classes.<name>]`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Feature => "feature",
            Self::Performance => "performance",
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
            Self::Testing | Self::Performance => Environment::Testing,
        }
    }

    /// The class of the branch that bears an environment's own name.
    #[must_use]
    pub const fn of_environment(environment: Environment) -> Self {
        match environment {
            Environment::Production => Self::Production,
            Environment::Staging => Self::Staging,
            Environment::Development => Self::Development,
            Environment::Preview => Self::Preview,
            Environment::Testing => Self::Testing,
        }
    }

    /// What a branch of this name is for, where nothing else says so: an environment's name means
    /// that environment, and a name that matches no pattern is a feature's.
    ///
    /// ```
    /// use skate_env_core::Class;
    ///
    /// assert_eq!(Class::of_branch_name("preview/pr-7"), Class::Preview);
    /// assert_eq!(Class::of_branch_name("testing"), Class::Testing);
    /// assert_eq!(Class::of_branch_name("perf/checkout"), Class::Performance);
    /// assert_eq!(Class::of_branch_name("add-orders"), Class::Feature);
    /// ```
    #[must_use]
    pub fn of_branch_name(name: &str) -> Self {
        if let Some(environment) = Environment::meant_by_branch_name(name) {
            return Self::of_environment(environment);
        }
        match name {
            _ if name.starts_with("dev-") => Self::Development,
            _ if name.starts_with("test/") => Self::Testing,
            _ if name.starts_with("perf/") => Self::Performance,
            _ if is_pull_request(name) => Self::Preview,
            _ => Self::Feature,
        }
    }
}

/// `preview/pr-7`.
fn is_pull_request(name: &str) -> bool {
    let number = name.strip_prefix("preview/pr-").unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

impl fmt::Display for Class {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
