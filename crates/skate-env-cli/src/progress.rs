//! Progress on standard error: one line per step; on a terminal also a spinner or a bar with counts
//! and time for what takes long.

mod terminal;

use std::{cell::RefCell, future::Future};

pub(crate) use self::terminal::Counter;
use self::terminal::Terminal;
use crate::{
    exit::{self, Exit},
    failure::Failure,
    output::{Output, print_stderr},
};

/// Shows the steps of a command, and remembers which one Ctrl-C would interrupt.
pub(crate) struct Progress {
    shows_messages: bool,
    /// `None` where plain lines are all that is wanted.
    terminal: Option<Terminal>,
    current: RefCell<Step>,
}

/// A step, for the error after Ctrl-C.
#[derive(Clone)]
struct Step {
    interrupted: String,
    help: String,
}

impl Progress {
    pub(crate) fn new(output: &Output) -> Self {
        let shows_messages = output.shows_messages();
        Self {
            shows_messages,
            terminal: shows_messages.then(Terminal::attached).flatten(),
            current: RefCell::new(Step {
                interrupted: "Interrupted before anything was done".to_owned(),
                help: "Nothing was changed.".to_owned(),
            }),
        }
    }

    /// Whether programs that this command starts may print their messages, too.
    pub(crate) fn shows_messages(&self) -> bool {
        self.shows_messages
    }

    /// Runs a step. `help` says, after Ctrl-C, what is left behind and what to do.
    pub(crate) async fn step<T>(
        &self,
        doing: impl Into<String>,
        help: impl Into<String>,
        work: impl Future<Output = T>,
    ) -> T {
        let doing = doing.into();
        self.begin(&doing, help);
        if let Some(terminal) = &self.terminal {
            return terminal.spin(&doing, work).await;
        }
        self.note(&doing);
        work.await
    }

    /// Runs a step whose program writes to the terminal itself.
    pub(crate) async fn step_with_output<T>(
        &self,
        doing: &str,
        help: &str,
        work: impl Future<Output = T>,
    ) -> T {
        self.begin(doing, help);
        self.note(doing);
        work.await
    }

    /// Prints a line between steps.
    pub(crate) fn note(&self, text: &str) {
        match &self.terminal {
            Some(terminal) => terminal.line(text),
            None if self.shows_messages => print_stderr(&format!("{text}\n")),
            None => {}
        }
    }

    /// Whether bars are drawn, above which all output has to be printed by [`Self::note`].
    pub(crate) fn draws(&self) -> bool {
        self.terminal.is_some()
    }

    /// Counts what is done one by one: a bar below the lines of a terminal, a spinner where the
    /// total is not known, nothing elsewhere.
    pub(crate) fn count(&self, doing: &str, total: Option<usize>) -> Counter {
        self.terminal.as_ref().map_or_else(Counter::hidden, |it| it.count(doing, total))
    }

    /// The failure after Ctrl-C: which step was interrupted, and what to do.
    pub(crate) fn interrupted(&self) -> Failure {
        let Step { interrupted, help } = self.current.borrow().clone();
        Failure::new(Exit::Failed, exit::INTERRUPTED, format!("{interrupted}."), help)
    }

    fn begin(&self, doing: &str, help: impl Into<String>) {
        let interrupted = format!("Interrupted while {}", in_sentence(doing));
        *self.current.borrow_mut() = Step { interrupted, help: help.into() };
    }
}

/// A title with a small first letter.
fn in_sentence(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default()
        + letters.as_str()
}
