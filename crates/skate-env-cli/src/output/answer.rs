//! Prints the answer to standard output, and warnings and errors to standard error.

use std::{
    fmt::{self, Write as _},
    io::{self, Write as _},
};

use serde::Serialize;
use skate_env_core::Problem;

use super::{
    data::ProblemData,
    style::{BAD, DIM, Styled, WARNING},
    typed_words::conceal_secrets,
};
use crate::{
    exit::Exit,
    failure::Failure,
    invocation::as_typed_here,
    options::{GlobalOptions, OutputFormat},
};

/// The answer of a command: data for programs, text for people.
pub(crate) trait Answer: Serialize {
    /// Writes the text, with styles; it ends with a line end.
    fn text(&self, page: &mut String) -> fmt::Result;
}

/// How this command prints.
pub(crate) struct Output {
    pub(crate) format: OutputFormat,
    pub(crate) quiet: bool,
}

impl Output {
    pub(crate) fn new(global: &GlobalOptions) -> Self {
        if global.no_color {
            anstream::ColorChoice::Never.write_global();
        }
        Self { format: global.output, quiet: global.quiet }
    }

    /// Prints the answer.
    pub(crate) fn answer(&self, answer: &impl Answer) -> Result<(), Failure> {
        let mut page = String::new();
        match self.format {
            OutputFormat::Json => {
                page = serde_json::to_string_pretty(answer)?;
                page.push('\n');
            }
            // Writing to a string cannot fail.
            OutputFormat::Text | OutputFormat::Csv => {
                answer.text(&mut page).unwrap_or_default();
            }
        }
        self.page(&as_typed_here(&page))
    }

    /// Whether progress and warnings are printed for people.
    pub(crate) fn shows_messages(&self) -> bool {
        !self.quiet && self.format == OutputFormat::Text
    }

    /// Prints text that is the same in every format: a script, a help page.
    #[expect(clippy::unused_self, reason = "an output exists once global options are known")]
    pub(crate) fn page(&self, page: &str) -> Result<(), Failure> {
        let mut stdout = anstream::stdout().lock();
        match stdout.write_all(page.as_bytes()).and_then(|()| stdout.flush()) {
            // The reader closed the pipe: `skate-env … | head` is no error.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(Failure::output(&error)),
            Ok(()) => Ok(()),
        }
    }

    /// Prints warnings. Under `--output json` they are part of the answer.
    pub(crate) fn warn(&self, warnings: &[Problem]) {
        if !self.shows_messages() {
            return;
        }
        let mut page = String::new();
        for warning in warnings {
            problem(&mut page, &Styled(WARNING, "warning"), warning);
        }
        print_stderr(&page);
    }

    /// Prints why there is no answer; returns the exit code.
    pub(crate) fn fail(&self, failure: &Failure) -> Exit {
        let page = match self.format {
            OutputFormat::Json => json(failure),
            OutputFormat::Text | OutputFormat::Csv => text(failure),
        };
        print_stderr(&page);
        failure.exit
    }
}

/// Prints to standard error, without any connection string that was typed. If that fails, there is nowhere to report it.
pub(crate) fn print_stderr(page: &str) {
    let page = conceal_secrets(&as_typed_here(page));
    let _ = anstream::stderr().lock().write_all(page.as_bytes());
}

fn text(failure: &Failure) -> String {
    let mut page = String::new();
    let error = Styled(BAD, "error");
    for found in &failure.problems {
        problem(&mut page, &error, found);
    }
    if failure.problems.is_empty() {
        let Failure { code, message, hint, .. } = failure;
        let code = Styled(DIM, format!("[{code}]"));
        let _ = writeln!(page, "{error}: {message} {code}\n  help: {hint}");
    }
    if let Some(id) = &failure.request_id {
        let _ = writeln!(page, "  request: {id}");
    }
    page
}

fn problem(page: &mut String, kind: &Styled<&str>, problem: &Problem) {
    let Problem { code, message, hint, place, .. } = problem;
    let place = place.as_ref().map(|place| format!("({place}) ")).unwrap_or_default();
    let code = Styled(DIM, format!("{place}[{code}]"));
    let _ = writeln!(page, "{kind}: {message} {code}\n  help: {hint}");
}

#[derive(Serialize)]
struct Wrapped<'f> {
    error: ErrorData<'f>,
}

#[derive(Serialize)]
struct ErrorData<'f> {
    code: &'f str,
    message: &'f str,
    hint: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    environment: Option<&'f str>,
    problems: Vec<ProblemData<'f>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'f str>,
}

/// One line, so that programs find it among other lines.
fn json(failure: &Failure) -> String {
    let data = ErrorData {
        code: failure.code,
        message: &failure.message,
        hint: &failure.hint,
        environment: failure.environment.map(skate_env_core::Environment::as_str),
        problems: failure.problems.iter().map(ProblemData::of).collect(),
        request_id: failure.request_id.as_deref(),
    };
    // Strings and numbers are always JSON.
    format!("{}\n", serde_json::to_string(&Wrapped { error: data }).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use skate_env_core::Code;

    use super::*;

    #[test]
    fn the_request_id_for_neon_s_support_is_printed() {
        let problem = Problem::new(Code::NeonRefused, "Neon said no.", "Ask again.");
        let failure = Failure { request_id: Some("req-1".to_owned()), ..problem.into() };
        assert_eq!(failure.exit, Exit::Remote);
        assert!(text(&failure).ends_with("\n  help: Ask again.\n  request: req-1\n"));
        assert!(json(&failure).ends_with("\"request_id\":\"req-1\"}}\n"));
    }
}
