//! What a person sees while a command works: a line a step, and a sign of life for long ones.

use std::{
    cell::RefCell,
    future::Future,
    io::IsTerminal as _,
    time::{Duration, Instant},
};

use crate::{
    exit::{self, Exit},
    failure::Failure,
    output::{DIM, Output, Styled, print_stderr},
};

const LONG: Duration = Duration::from_secs(1);
const FRAME: Duration = Duration::from_millis(100);
const FRAMES: [&str; 8] = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧"];
const BACK_AND_CLEAR: &str = "\r\u{1b}[2K";

/// Tells of steps, and remembers the one that may be interrupted.
pub(crate) struct Progress {
    shows_messages: bool,
    is_terminal: bool,
    now: RefCell<(String, String)>,
}

impl Progress {
    pub(crate) fn new(output: &Output) -> Self {
        let nothing = "Nothing was changed.".to_owned();
        Self {
            shows_messages: output.shows_messages(),
            is_terminal: std::io::stderr().is_terminal(),
            now: RefCell::new(("Interrupted before anything was done".to_owned(), nothing)),
        }
    }

    /// Whether what is started may talk, too.
    pub(crate) fn shows_messages(&self) -> bool {
        self.shows_messages
    }

    /// Says what is being done; `left` is what remains if it is interrupted, and what then helps.
    pub(crate) async fn step<T>(
        &self,
        doing: impl Into<String>,
        left: impl Into<String>,
        work: impl Future<Output = T>,
    ) -> T {
        let doing = doing.into();
        *self.now.borrow_mut() = (format!("Interrupted while {}", small(&doing)), left.into());
        match (self.shows_messages, self.is_terminal) {
            (false, _) => work.await,
            (true, false) => {
                print_stderr(&format!("{doing}\n"));
                work.await
            }
            (true, true) => on_terminal(&doing, work).await,
        }
    }

    /// The same for a step that writes to the terminal itself.
    pub(crate) async fn loud_step<T>(
        &self,
        doing: &str,
        left: &str,
        work: impl Future<Output = T>,
    ) -> T {
        *self.now.borrow_mut() = (format!("Interrupted while {}", small(doing)), left.to_owned());
        if self.shows_messages {
            print_stderr(&format!("{doing}\n"));
        }
        work.await
    }

    /// Says a word between steps.
    pub(crate) fn note(&self, text: &str) {
        if self.shows_messages {
            print_stderr(&format!("{text}\n"));
        }
    }

    /// The end by Ctrl-C: where it happened, and what is left.
    pub(crate) fn interrupted(&self) -> Failure {
        let (doing, left) = self.now.borrow().clone();
        Failure::new(Exit::Failed, exit::INTERRUPTED, format!("{doing}."), left)
    }
}

async fn on_terminal<T>(doing: &str, work: impl Future<Output = T>) -> T {
    let started = Instant::now();
    let mut frames = tokio::time::interval_at(tokio::time::Instant::now() + LONG, FRAME);
    let mut shown = Shown(false);
    let mut work = std::pin::pin!(work);
    let mut count = 0;
    let answer = loop {
        tokio::select! {
            biased;
            answer = &mut work => break answer,
            _ = frames.tick() => {
                shown.0 = true;
                let frame = Styled(DIM, FRAMES[count % FRAMES.len()]);
                let seconds = started.elapsed().as_secs();
                print_stderr(&format!("\r{frame} {doing} ({seconds} s)"));
                count += 1;
            }
        }
    };
    drop(shown);
    let took = started.elapsed();
    let time = if took < LONG { String::new() } else { format!(" ({:.1} s)", took.as_secs_f64()) };
    print_stderr(&format!("{doing}{}\n", Styled(DIM, time)));
    answer
}

/// A line that is gone when the step is, however it ends.
struct Shown(bool);

impl Drop for Shown {
    fn drop(&mut self) {
        if self.0 {
            print_stderr(BACK_AND_CLEAR);
        }
    }
}

fn small(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default()
        + letters.as_str()
}
