//! What is wrong with a URL, said without any part of it.

use crate::{Code, Problem};

/// A predicate that follows the name of whatever holds the URL: "has no database name".
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) code: Code,
    what: String,
    hint: &'static str,
}

impl Fault {
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
