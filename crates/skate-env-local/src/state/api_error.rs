//! Errors that the API answers.

use std::fmt;

/// An HTTP status, a code and a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiError {
    pub(crate) status: u16,
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl ApiError {
    fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }

    /// 400: the request is not valid.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(400, "INVALID_REQUEST", message)
    }

    /// 401.
    pub(crate) fn unauthorized() -> Self {
        let message = "supplied credentials do not pass authentication; \
                       the API key of this control plane is in the output of its start";
        Self::new(401, "UNAUTHORIZED", message)
    }

    /// 404.
    pub(crate) fn not_found(what: &str, which: &str) -> Self {
        Self::new(404, "NOT_FOUND", format!("{what} not found: {which}"))
    }

    /// 409: it exists already.
    pub(crate) fn exists(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(409, code, message)
    }

    /// 412: Neon's rules do not allow it in the present state.
    pub(crate) fn not_allowed(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(412, code, message)
    }

    /// 412: the history does not hold this moment.
    pub(crate) fn history_not_kept(message: impl Into<String>) -> Self {
        Self::new(412, "HISTORY_NOT_KEPT", message)
    }

    /// 422: a limit of the project.
    pub(crate) fn unprocessable(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(422, code, message)
    }

    /// 423: with Neon's own sentence.
    pub(crate) fn lock() -> Self {
        let message = "project already has running conflicting operations, \
                       scheduling of new ones is prohibited";
        Self::new(423, "", message)
    }

    /// 500: an error of this machine.
    pub(crate) fn internal(message: impl Into<String>) -> Self {
        Self::new(500, "INTERNAL", message)
    }

    /// 501: Neon supports it, this machine does not.
    pub(crate) fn not_implemented(message: impl Into<String>) -> Self {
        Self::new(501, "NOT_IMPLEMENTED", message)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({})", self.message, self.status)
    }
}

impl From<&crate::Error> for ApiError {
    /// With the error's code and hint.
    fn from(error: &crate::Error) -> Self {
        Self::internal(format!("{error} [{}] {}", error.code(), error.hint()))
    }
}

impl From<crate::Error> for ApiError {
    fn from(error: crate::Error) -> Self {
        Self::from(&error)
    }
}
