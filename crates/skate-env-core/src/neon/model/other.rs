//! Unknown fields of a resource, kept as they came.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Fields that this version does not know. `Debug` shows their names alone: nobody can say
/// which of them is a secret.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Other(Map<String, Value>);

impl Other {
    /// The value of a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }
}

impl fmt::Debug for Other {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.0.keys()).finish()
    }
}
