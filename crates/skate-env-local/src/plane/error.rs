//! Why an operation failed: an error of this machine, or one of the API.

use std::fmt;
use std::sync::Arc;

use crate::Error;
use crate::state::ApiError;

pub(super) type Result<T> = std::result::Result<T, PlaneError>;

/// Why an operation failed.
#[derive(Debug)]
pub(super) enum PlaneError {
    Machine(Arc<Error>),
    Api(ApiError),
}

impl PlaneError {
    /// The error for the caller that starts a control plane.
    pub(super) fn into_error(self) -> Error {
        match self {
            Self::Machine(error) => Arc::try_unwrap(error).unwrap_or_else(Error::not_made),
            Self::Api(error) => Error::not_made(error),
        }
    }
}

impl fmt::Display for PlaneError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Machine(error) => {
                write!(formatter, "{error} [{}] {}", error.code(), error.hint())
            }
            Self::Api(error) => formatter.write_str(&error.message),
        }
    }
}

impl From<Error> for PlaneError {
    fn from(error: Error) -> Self {
        Self::Machine(Arc::new(error))
    }
}

impl From<Arc<Error>> for PlaneError {
    fn from(error: Arc<Error>) -> Self {
        Self::Machine(error)
    }
}

impl From<ApiError> for PlaneError {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}
