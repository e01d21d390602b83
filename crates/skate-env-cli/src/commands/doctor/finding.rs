//! What a check found.

use std::borrow::Cow;

use serde::Serialize;
use skate_env_core::{Place, Problem};

/// Errors before warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Level {
    Error,
    Warning,
}

/// What is wrong, and how to fix it. Never holds a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Finding {
    pub(super) level: Level,
    /// Stable: programs read it.
    pub(super) code: Cow<'static, str>,
    pub(super) message: String,
    #[serde(rename = "mend")]
    pub(super) help: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) variable: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<u32>,
}

impl Finding {
    pub(super) fn error(
        code: impl Into<Cow<'static, str>>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        let (code, message, help) = (code.into(), message.into(), help.into());
        Self { level: Level::Error, code, message, help, variable: None, file: None, line: None }
    }

    pub(super) fn warning(
        code: impl Into<Cow<'static, str>>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { level: Level::Warning, ..Self::error(code, message, help) }
    }

    /// A problem that a guard reports.
    pub(super) fn of_problem(level: Level, problem: &Problem) -> Self {
        let found = Self::error(problem.code.as_str(), &problem.message, &problem.hint);
        let found = Self { level, variable: problem.variable.clone(), ..found };
        problem.place.as_ref().map_or(found.clone(), |place| found.at(place))
    }

    pub(super) fn of_variable(self, name: impl Into<String>) -> Self {
        Self { variable: Some(name.into()), ..self }
    }

    pub(super) fn in_file(self, path: impl Into<String>) -> Self {
        Self { file: Some(path.into()), ..self }
    }

    pub(super) fn at(self, place: &Place) -> Self {
        Self { file: Some(place.path.clone()), line: Some(place.line), ..self }
    }
}
