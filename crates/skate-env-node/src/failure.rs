//! Errors as data, which JavaScript throws as `SkateEnvError`.

use napi::bindgen_prelude::Either;
use napi_derive::napi;

use crate::catch_panic::catch_panic;

/// A result or an error.
pub(crate) type Outcome<T> = Either<T, Failed>;

/// Calls the core, and converts an error or a panic to data.
pub(crate) fn outcome<T>(call: impl FnOnce() -> Result<T, skate_env_core::Error>) -> Outcome<T> {
    match catch_panic(call) {
        Ok(answer) => Either::A(answer),
        Err(error) => Either::B(Failed { failure: Failure::from(&with_npx(error)) }),
    }
}

/// From Node.js the command is started by `npx`, which finds it in `node_modules` under every package
/// manager.
fn with_npx(error: skate_env_core::Error) -> skate_env_core::Error {
    error.map_problems(|mut problem| {
        problem.hint = problem.hint.replace("`skate-env ", "`npx skate-env ");
        problem
    })
}

/// An error; its key `failure` distinguishes it from a result.
#[napi(object, object_from_js = false)]
pub struct Failed {
    /// The error to throw.
    pub failure: Failure,
}

/// The fields of a `SkateEnvError`.
#[napi(object, object_from_js = false)]
pub struct Failure {
    /// The code of the worst problem.
    pub code: &'static str,
    /// Every problem and what to do about it, as people read it.
    pub message: String,
    /// What to do about the worst problem.
    pub hint: String,
    /// The environment, once it is known.
    pub environment: Option<&'static str>,
    /// The variable of the worst problem.
    pub variable: Option<String>,
    /// Every problem, worst first.
    pub problems: Vec<Problem>,
}

/// A problem: an error or a warning.
#[napi(object, object_from_js = false)]
pub struct Problem {
    /// Its stable code.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// The variable that holds the value in question.
    pub variable: Option<String>,
    /// The file that assigns it, where that is known.
    pub file: Option<String>,
    /// The line in that file.
    pub line: Option<u32>,
}

impl From<&skate_env_core::Error> for Failure {
    fn from(error: &skate_env_core::Error) -> Self {
        Self {
            code: error.code().as_str(),
            message: error.to_string(),
            hint: error.hint().to_owned(),
            environment: error.environment().map(skate_env_core::Environment::as_str),
            variable: error.variable().map(str::to_owned),
            problems: error.problems().map(Problem::from).collect(),
        }
    }
}

impl From<&skate_env_core::Problem> for Problem {
    fn from(problem: &skate_env_core::Problem) -> Self {
        Self {
            code: problem.code.as_str(),
            message: problem.message.clone(),
            hint: problem.hint.clone(),
            variable: problem.variable.clone(),
            file: problem.place.as_ref().map(|place| place.path.clone()),
            line: problem.place.as_ref().map(|place| place.line),
        }
    }
}
