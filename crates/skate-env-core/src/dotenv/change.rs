//! What is to become of a variable in a file.

use secrecy::SecretString;

/// A variable of a dotenv file that is set or taken out. Never prints its value.
#[derive(Clone, Debug)]
pub struct Change {
    pub(super) name: String,
    pub(super) value: Option<SecretString>,
}

impl Change {
    /// The variable is to have this value.
    #[must_use]
    pub fn set(name: impl Into<String>, value: impl Into<SecretString>) -> Self {
        Self { name: name.into(), value: Some(value.into()) }
    }

    /// The variable is to be in the file no more.
    #[must_use]
    pub fn remove(name: impl Into<String>) -> Self {
        Self { name: name.into(), value: None }
    }

    /// The variable.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value that it is to have; `None` where it is taken out.
    #[must_use]
    pub fn value(&self) -> Option<&SecretString> {
        self.value.as_ref()
    }
}
