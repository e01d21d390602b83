//! Why the API says no.

use std::fmt;

/// An HTTP status, a code for programs and a sentence for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl Refusal {
    fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }

    /// 400: what was asked for makes no sense.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(400, "INVALID_REQUEST", message)
    }

    /// 401.
    pub(crate) fn unauthorized() -> Self {
        let message = "supplied credentials do not pass authentication; \
                       the key of this control plane is in the answer of its start";
        Self::new(401, "UNAUTHORIZED", message)
    }

    /// 404.
    pub(crate) fn not_found(what: &str, which: &str) -> Self {
        Self::new(404, "NOT_FOUND", format!("{what} not found: {which}"))
    }

    /// 409: there is one already.
    pub(crate) fn exists(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(409, code, message)
    }

    /// 412: Neon's rules do not allow it as things are.
    pub(crate) fn not_allowed(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(412, code, message)
    }

    /// 412: a moment of a history that is not kept.
    pub(crate) fn not_kept(message: impl Into<String>) -> Self {
        Self::new(412, "HISTORY_NOT_KEPT", message)
    }

    /// 422: a rule for the values of a request.
    pub(crate) fn unprocessable(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(422, code, message)
    }

    /// 423: Neon's own sentence.
    pub(crate) fn locked() -> Self {
        let message = "project already has running conflicting operations, \
                       scheduling of new ones is prohibited";
        Self::new(423, "", message)
    }

    /// 500: with what went wrong on this machine.
    pub(crate) fn internal(message: impl Into<String>) -> Self {
        Self::new(500, "INTERNAL", message)
    }

    /// 501: Neon has it, this machine has not.
    pub(crate) fn missing(message: impl Into<String>) -> Self {
        Self::new(501, "NOT_IMPLEMENTED", message)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({})", self.message, self.status)
    }
}

impl From<&crate::Error> for Refusal {
    /// What the machine refused, with its code and what to do.
    fn from(error: &crate::Error) -> Self {
        Self::internal(format!("{error} [{}] {}", error.code(), error.hint()))
    }
}

impl From<crate::Error> for Refusal {
    fn from(error: crate::Error) -> Self {
        Self::from(&error)
    }
}
