//! A change to a dotenv file: a variable that is set or removed.

use secrecy::SecretString;

/// A variable of a dotenv file that is set or removed. `Debug` does not print its value.
#[derive(Clone, Debug)]
pub struct Change {
    pub(super) name: String,
    pub(super) value: Option<SecretString>,
}

impl Change {
    /// Sets the variable to this value.
    #[must_use]
    pub fn set(name: impl Into<String>, value: impl Into<SecretString>) -> Self {
        Self { name: name.into(), value: Some(value.into()) }
    }

    /// Removes the variable from the file.
    #[must_use]
    pub fn remove(name: impl Into<String>) -> Self {
        Self { name: name.into(), value: None }
    }

    /// The variable.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value that it gets; `None` where it is removed.
    #[must_use]
    pub fn value(&self) -> Option<&SecretString> {
        self.value.as_ref()
    }
}
