//! What is wrong with a URL, without any part of the URL.

use crate::{Code, Problem, dotenv::DamageKind};

/// How user and password are written so that every driver reads them alike.
pub(super) const ENCODE_LOGIN: &str = "Percent-encode user and password: `%40` for @, `%2F` for /, \
                                       `%3F` for ?, `%23` for #, `%25` for %.";

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

    /// The same refusal, described by what the text most likely is.
    pub(super) fn in_words(self, what: &str, hint: &'static str) -> Self {
        Self { what: what.to_owned(), hint, ..self }
    }

    /// The same refusal, where the value is known to have been damaged in a dotenv file.
    pub(crate) fn after(self, damage: DamageKind) -> Self {
        self.in_words(damage.to_url(), damage.url_hint())
    }

    pub(crate) fn into_problem(self, subject: &str) -> Problem {
        Problem::new(self.code, format!("{subject} {}.", self.what), self.hint)
    }
}
