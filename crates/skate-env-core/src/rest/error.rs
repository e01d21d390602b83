//! Errors of calls to APIs, and of the life cycle of branches.

use std::fmt;

use crate::{Code, Problem};

/// Why a call failed: a code, a message, what to do, and the service's reply.
/// Never holds the key or a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Error(Box<Refusal>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Refusal {
    problem: Problem,
    reply: Option<Reply>,
    requests: u32,
}

/// What a service replied when it said no.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reply {
    /// HTTP's status.
    pub status: u16,
    /// The service's own code.
    pub code: Option<String>,
    /// The service's own words, without secrets.
    pub message: Option<String>,
    /// What the service's support asks for.
    pub request_id: Option<String>,
}

impl Error {
    pub(crate) fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::from(Problem::new(code, message, hint))
    }

    pub(crate) fn with_reply(mut self, reply: Reply) -> Self {
        self.0.reply = Some(reply);
        self
    }

    pub(crate) fn after_requests(mut self, requests: u32) -> Self {
        self.0.requests = requests;
        self
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.problem.code
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.problem.message
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &str {
        &self.0.problem.hint
    }

    /// The problem as the rest of the library knows it.
    #[must_use]
    pub fn problem(&self) -> &Problem {
        &self.0.problem
    }

    /// What the service replied, where it did.
    #[must_use]
    pub fn reply(&self) -> Option<&Reply> {
        self.0.reply.as_ref()
    }

    /// HTTP's status, where the service replied.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.reply().map(|reply| reply.status)
    }

    /// How many requests the call took.
    #[must_use]
    pub fn requests(&self) -> u32 {
        self.0.requests
    }

    /// Nobody knows whether it was done: look before asking again.
    pub(crate) fn is_uncertain(&self) -> bool {
        matches!(self.code(), Code::LostReply | Code::InvalidAnswer)
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self(Box::new(Refusal { problem, reply: None, requests: 0 }))
    }
}

impl From<Error> for crate::Error {
    fn from(error: Error) -> Self {
        Self::from_problem(error.0.problem)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.problem)?;
        if let Some(id) = self.reply.as_ref().and_then(|reply| reply.request_id.as_ref()) {
            write!(formatter, " (request {id})")?;
        }
        write!(formatter, "\n  help: {}", self.problem.hint)
    }
}
