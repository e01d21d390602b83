//! Yes-or-no questions on the terminal.

use std::io::{self, BufRead as _, IsTerminal as _};

use crate::{failure::Failure, output::print_stderr};

/// A terminal at which questions can be asked. Without one, options replace every question.
#[derive(Clone, Copy)]
pub(crate) struct Prompt;

impl Prompt {
    /// `None` if standard input or standard error is not a terminal.
    pub(crate) fn at_terminal() -> Option<Self> {
        (io::stdin().is_terminal() && io::stderr().is_terminal()).then_some(Self)
    }

    /// Asks a question. Whether the answer is yes; anything else is no.
    #[expect(clippy::unused_self, reason = "a value proves that there is a terminal")]
    pub(crate) fn confirm(self, question: &str) -> Result<bool, Failure> {
        print_stderr(&format!("{question} [y/N] "));
        let mut answer = String::new();
        io::stdin().lock().read_line(&mut answer).map_err(|error| {
            Failure::usage(format!("The answer cannot be read: {error}."), "Try again.")
        })?;
        if !answer.ends_with('\n') {
            print_stderr("\n");
        }
        Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
    }
}
