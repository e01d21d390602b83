//! One problem: a code, a sentence, what to do, and where it stands.

use std::fmt;

use crate::{Code, Place};

/// One problem, refused or only warned about. Never holds a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// What kind of problem it is.
    pub code: Code,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it, in one sentence.
    pub hint: String,
    /// The variable that holds the value in question.
    pub variable: Option<String>,
    /// The file and line that assign it, where they are known.
    pub place: Option<Place>,
}

impl Problem {
    /// A problem that belongs to no variable.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: hint.into(), variable: None, place: None }
    }

    /// The same problem, of a variable's value.
    #[must_use]
    pub fn of_variable(mut self, variable: impl Into<String>, place: Option<Place>) -> Self {
        self.variable = Some(variable.into());
        self.place = place;
        self
    }

    /// The same problem, at a position in a file.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.message)?;
        if let Some(place) = &self.place {
            write!(formatter, " ({place})")?;
        }
        write!(formatter, " [{}]", self.code)
    }
}
