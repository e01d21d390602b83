//! The error that ends a command, whatever crate it comes from.

use std::io::ErrorKind;

use skate_env_core::{Code, Environment, Error, Problem, neon};

use crate::exit::{self, Exit};

/// An error as it is printed, and the exit code. Never holds a secret.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) hint: String,
    /// Every problem, worst first; empty for codes that only the command has.
    pub(crate) problems: Vec<Problem>,
    pub(crate) environment: Option<Environment>,
    /// Neon's id of the failed request, for its support.
    pub(crate) request_id: Option<String>,
}

impl Failure {
    /// Arguments that cannot be combined.
    pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Exit::Usage, exit::USAGE, message.into(), hint.into())
    }

    /// The answer cannot be written to standard output.
    pub(crate) fn output(error: &std::io::Error) -> Self {
        let message = format!("The answer cannot be written: {error}.");
        let hint = "Check where standard output leads; everything else worked.";
        Self::new(Exit::Failed, exit::OUTPUT_FAILED, message, hint.to_owned())
    }

    /// The command of `skate-env run` cannot be started; the exit code is a shell's.
    pub(crate) fn command_not_started(error: &std::io::Error) -> Self {
        let (exit, code) = match error.kind() {
            ErrorKind::NotFound => (Exit::NotFound, exit::COMMAND_NOT_FOUND),
            _ => (Exit::NotExecutable, exit::NOT_EXECUTABLE),
        };
        Self { exit, code, ..Self::not_started(error) }
    }

    /// A program cannot be started.
    pub(crate) fn not_started(error: &std::io::Error) -> Self {
        let message = format!("The command cannot be started: {error}.");
        let hint =
            "Check its name and PATH; `npx` runs programs that are installed in the project.";
        Self::new(Exit::Failed, exit::NOT_STARTED, message, hint.to_owned())
    }

    /// Replaces the hint by one that knows more.
    pub(crate) fn name_the_way_out(&mut self, hint: impl Into<String>) {
        self.hint = hint.into();
        if let Some(worst) = self.problems.first_mut() {
            worst.hint.clone_from(&self.hint);
        }
    }

    /// An error whose code only the command has.
    pub(crate) fn new(
        exit: Exit,
        code: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        let (message, hint) = (message.into(), hint.into());
        let (problems, environment, request_id) = (Vec::new(), None, None);
        Self { exit, code, message, hint, problems, environment, request_id }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self {
            exit: Exit::of(error.code()),
            code: error.code().as_str(),
            message: error.message().to_owned(),
            hint: error.hint().to_owned(),
            problems: error.problems().cloned().collect(),
            environment: error.environment(),
            request_id: None,
        }
    }
}

impl From<neon::Error> for Failure {
    fn from(error: neon::Error) -> Self {
        let request_id = error.reply().and_then(|reply| reply.request_id.clone());
        Self { request_id, ..Error::from(error).into() }
    }
}

impl From<skate_env_local::Error> for Failure {
    fn from(error: skate_env_local::Error) -> Self {
        let code = error.code();
        Self::new(Exit::of(code), code.as_str(), sentence(&error.to_string()), error.hint())
    }
}

/// Makes a sentence of a library's error, which has no capital and no full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    let stop = if text.ends_with('.') { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Error::from_problem(problem).into()
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        let message = format!("The answer cannot be written as JSON: {error}.");
        Problem::new(Code::InternalError, message, "Please report this.").into()
    }
}
