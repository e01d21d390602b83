//! What is wrong with a URL, without any part of the URL.

use crate::{Code, Problem};

/// A predicate that follows the name of whatever holds the URL: "has no database name".
#[derive(Debug)]
pub(crate) struct UrlError {
    pub(crate) code: Code,
    what: String,
    hint: &'static str,
}

impl UrlError {
    pub(crate) fn invalid(what: impl Into<String>, hint: &'static str) -> Self {
        Self { code: Code::InvalidUrl, what: what.into(), hint }
    }

    pub(crate) fn ambiguous(what: impl Into<String>, hint: &'static str) -> Self {
        Self { code: Code::AmbiguousTarget, what: what.into(), hint }
    }

    pub(crate) fn into_problem(self, subject: &str) -> Problem {
        Problem::new(self.code, format!("{subject} {}.", self.what), self.hint)
    }
}
