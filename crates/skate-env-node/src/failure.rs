//! Errors as data.

use napi::bindgen_prelude::Either;
use napi_derive::napi;

use crate::catch_panic::catch_panic;

/// An answer, or why there is none.
pub(crate) type Outcome<T> = Either<T, Failed>;

/// Calls the core and turns its refusal into data.
pub(crate) fn outcome<T>(call: impl FnOnce() -> Result<T, skate_env_core::Error>) -> Outcome<T> {
    match catch_panic(call) {
        Ok(answer) => Either::A(answer),
        Err(error) => Either::B(Failed { failure: Failure::from(&error) }),
    }
}

/// Told from an answer by its one key.
#[napi(object, object_from_js = false)]
pub struct Failed {
    /// What is to be thrown.
    pub failure: Failure,
}

/// What `SkateEnvError` is made of.
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

/// One problem, refused or only warned about.
#[napi(object, object_from_js = false)]
pub struct Problem {
    /// What kind of problem it is.
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
