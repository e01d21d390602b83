//! Data that several answers hold, as JSON: problems, targets and origins of values.

use std::fmt;

use serde::Serialize;
use skate_env_core::{Place, Problem, Target};

/// An error or a warning.
#[derive(Serialize)]
pub(crate) struct ProblemData<'p> {
    code: &'static str,
    message: &'p str,
    hint: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    variable: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

impl<'p> ProblemData<'p> {
    pub(crate) fn of(problem: &'p Problem) -> Self {
        Self {
            code: problem.code.as_str(),
            message: &problem.message,
            hint: &problem.hint,
            variable: problem.variable.as_deref(),
            file: problem.place.as_ref().map(|place| place.path.as_str()),
            line: problem.place.as_ref().map(|place| place.line),
        }
    }
}

/// Where a connection leads.
#[derive(Serialize)]
pub(crate) struct TargetData {
    server: String,
    port: u16,
    database: String,
    pooled: bool,
}

impl TargetData {
    pub(crate) fn of(target: &Target) -> Self {
        Self {
            server: target.server.to_string(),
            port: target.port,
            database: target.database.clone(),
            pooled: target.pooled,
        }
    }
}

/// Where a value comes from: a variable or an option, and the file and line that assign it.
#[derive(Serialize)]
pub(crate) struct Origin {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

impl Origin {
    pub(crate) fn new(name: impl Into<String>, place: Option<&Place>) -> Self {
        let (file, line) = (place.map(|place| place.path.clone()), place.map(|place| place.line));
        Self { name: name.into(), file, line }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)?;
        match (&self.file, self.line) {
            (Some(file), Some(line)) => write!(formatter, " ({file}:{line})"),
            _ => Ok(()),
        }
    }
}
