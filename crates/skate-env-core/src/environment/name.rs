//! The five environments.

use std::{fmt, str::FromStr};

use crate::{Code, Error, Problem, nearest::nearest};

/// What a process runs as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Environment {
    /// The live application.
    Production,
    /// The last stop before production.
    Staging,
    /// A developer's machine; branches of class feature run as this too.
    Development,
    /// A deployment of a pull request.
    Preview,
    /// A test run.
    Testing,
}

impl Environment {
    /// Every environment, the most precious first.
    pub const ALL: [Self; 5] =
        [Self::Production, Self::Staging, Self::Development, Self::Preview, Self::Testing];

    /// The name as you write it: `production`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Staging => "staging",
            Self::Development => "development",
            Self::Preview => "preview",
            Self::Testing => "testing",
        }
    }

    /// The environment that somebody means who calls a branch this: its name or a short form of it
    /// (`prod`, `main`, `stage`, `dev`, `test` …), in any case.
    ///
    /// ```
    /// use skate_env_core::Environment;
    ///
    /// assert_eq!(Environment::meant_by_branch_name("Prod"), Some(Environment::Production));
    /// assert_eq!(Environment::meant_by_branch_name("feature/prod"), None);
    /// ```
    #[must_use]
    pub fn meant_by_branch_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        alias(&name).unwrap_or(&name).parse().ok()
    }

    /// Whether this is production.
    #[must_use]
    pub const fn is_production(self) -> bool {
        matches!(self, Self::Production)
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// Reads a name exactly as it is documented: no aliases, no other case.
///
/// # Errors
/// `unknown_environment`, with the nearest name.
impl FromStr for Environment {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL
            .into_iter()
            .find(|environment| environment.as_str() == name)
            .ok_or_else(|| Error::from_problem(unknown(name)))
    }
}

fn unknown(name: &str) -> Problem {
    let known = Environment::ALL.map(Environment::as_str);
    let list = known.join(", ");
    let message = format!("{} is not an environment: there are {list}.", quoted(name));
    let hint = match name.to_lowercase().as_str() {
        "feature" => "Feature branches run as development: use `development`.".to_owned(),
        lower => match alias(lower).or_else(|| nearest(lower, known)) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => format!("Use one of {list}."),
        },
    };
    Problem::new(Code::UnknownEnvironment, message, hint)
}

/// Short forms are too far from the name for an edit distance to find them.
fn alias(name: &str) -> Option<&'static str> {
    match name {
        "prod" | "live" | "main" => Some("production"),
        "stage" | "stg" => Some("staging"),
        "dev" | "local" => Some("development"),
        "pr" => Some("preview"),
        "test" | "ci" => Some("testing"),
        _ => None,
    }
}

/// A name as it may be printed: it may be a URL that was put here by mistake.
fn quoted(name: &str) -> String {
    let plain = name.len() <= 40 && name.chars().all(|c| c.is_alphanumeric() || "-_. ".contains(c));
    if plain { format!("`{name}`") } else { "The name given".to_owned() }
}
