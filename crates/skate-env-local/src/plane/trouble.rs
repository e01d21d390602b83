//! Why an operation failed: the machine's reason, or the API's.

use std::fmt;
use std::sync::Arc;

use crate::Error;
use crate::state::Refusal;

pub(super) type Result<T> = std::result::Result<T, Trouble>;

/// A reason, with its code and what to do where it has them.
#[derive(Debug)]
pub(super) enum Trouble {
    Machine(Arc<Error>),
    Refused(Refusal),
}

impl Trouble {
    /// The machine's own error, for whoever starts a control plane.
    pub(super) fn into_error(self) -> Error {
        match self {
            Self::Machine(error) => Arc::try_unwrap(error).unwrap_or_else(Error::not_made),
            Self::Refused(refusal) => Error::not_made(refusal),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Machine(error) => {
                write!(formatter, "{error} [{}] {}", error.code(), error.hint())
            }
            Self::Refused(refusal) => formatter.write_str(&refusal.message),
        }
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Machine(Arc::new(error))
    }
}

impl From<Arc<Error>> for Trouble {
    fn from(error: Arc<Error>) -> Self {
        Self::Machine(error)
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
