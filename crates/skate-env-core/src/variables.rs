//! Environment variables as an argument: never read from the process here.

use std::{collections::HashMap, fmt};

use secrecy::{ExposeSecret, SecretString};

use crate::{Place, dotenv::DamageKind};

/// Environment variables, each with the file that assigned it. Values are secrets: `Debug` prints
/// names only.
///
/// ```
/// use skate_env_core::Variables;
///
/// let variables = Variables::from([("DATABASE_ENVIRONMENT", "staging")]);
/// assert_eq!(variables.get("DATABASE_ENVIRONMENT"), Some("staging"));
/// ```
#[derive(Clone, Default)]
pub struct Variables {
    entries: HashMap<String, Entry>,
}

#[derive(Clone)]
struct Entry {
    value: SecretString,
    place: Option<Place>,
    damage: Option<DamageKind>,
}

impl Entry {
    fn new(value: impl Into<String>, place: Option<Place>) -> Self {
        Self { value: value.into().into(), place, damage: None }
    }
}

impl Variables {
    /// No variables at all.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a variable of the process.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.entries.insert(name.into(), Entry::new(value, None));
    }

    /// Sets a variable that a file assigned.
    pub fn set_from(&mut self, name: impl Into<String>, value: impl Into<String>, place: Place) {
        self.entries.insert(name.into(), Entry::new(value, Some(place)));
    }

    /// Notes that a value is not what its author wrote in a dotenv file; nothing where the variable
    /// is not set.
    pub fn set_damage(&mut self, name: &str, damage: DamageKind) {
        if let Some(entry) = self.entries.get_mut(name) {
            entry.damage = Some(damage);
        }
    }

    /// What happened to the value between the dotenv file and here.
    #[must_use]
    pub fn damage(&self, name: &str) -> Option<DamageKind> {
        self.entries.get(name)?.damage
    }

    /// The value; one that is empty or blank counts as not set.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.raw(name).filter(|value| !value.trim().is_empty())
    }

    /// Where a file assigned the value; `None` for one of the process.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<&Place> {
        self.entries.get(name)?.place.as_ref()
    }

    /// Whether the variable is set, but empty or blank.
    #[must_use]
    pub fn is_blank(&self, name: &str) -> bool {
        self.raw(name).is_some_and(|value| value.trim().is_empty())
    }

    /// The names of all variables, in no order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The value as it is set, blank or not.
    #[must_use]
    pub fn raw(&self, name: &str) -> Option<&str> {
        self.entries.get(name).map(|entry| entry.value.expose_secret())
    }
}

impl<N: Into<String>, V: Into<String>, const COUNT: usize> From<[(N, V); COUNT]> for Variables {
    fn from(pairs: [(N, V); COUNT]) -> Self {
        pairs.into_iter().collect()
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Variables {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        let mut variables = Self::new();
        for (name, value) in pairs {
            variables.set(name, value);
        }
        variables
    }
}

impl fmt::Debug for Variables {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names: Vec<_> = self.entries.keys().collect();
        names.sort_unstable();
        formatter.debug_set().entries(names).finish()
    }
}
