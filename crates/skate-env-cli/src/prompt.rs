//! The person at the terminal, if there is one.

use std::io::{self, BufRead as _, IsTerminal as _};

use crate::{failure::Failure, output::print_stderr};

/// Who can be asked. Without a terminal it is nobody, and every question has an option instead.
#[derive(Clone, Copy)]
pub(crate) struct Prompt;

impl Prompt {
    /// Whoever sits at the terminal.
    pub(crate) fn at_terminal() -> Option<Self> {
        (io::stdin().is_terminal() && io::stderr().is_terminal()).then_some(Self)
    }

    /// Whether the answer is yes; anything else is no.
    #[expect(clippy::unused_self, reason = "only where there is somebody can one ask")]
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
