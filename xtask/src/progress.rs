//! Progress on the terminal: a spinner or a bar for each task that runs. Without a terminal, a line
//! when a task begins and one when it ends.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

const TICK: Duration = Duration::from_millis(100);
const SPINNER: &str = "{spinner} {msg} ({elapsed})";
const BAR: &str = "{spinner} {msg} [{bar:24}] {pos}/{len} ({elapsed})";

/// All tasks that run at the same time.
pub(crate) struct Progress(Option<MultiProgress>);

/// Something that takes a while.
pub(crate) struct Task {
    name: String,
    begin: Instant,
    bar: ProgressBar,
    on_terminal: bool,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self(io::stderr().is_terminal().then(MultiProgress::new))
    }

    /// Begins a task; its name says what is being done, such as `Compiling the command`.
    pub(crate) fn begin(&self, name: &str) -> Task {
        let bar = if let Some(all) = &self.0 {
            all.add(ProgressBar::new_spinner())
        } else {
            println!("{name}");
            ProgressBar::hidden()
        };
        set_style(&bar, SPINNER);
        bar.set_message(name.to_owned());
        bar.enable_steady_tick(TICK);
        Task { name: name.to_owned(), begin: Instant::now(), bar, on_terminal: self.0.is_some() }
    }
}

impl Task {
    /// How much of how much is done.
    pub(crate) fn advance(&self, done: usize, all: usize) {
        if self.bar.length().is_none() {
            set_style(&self.bar, BAR);
        }
        self.bar.set_length(all.max(done) as u64);
        self.bar.set_position(done as u64);
    }

    /// Changes the text, such as to what is being done right now.
    pub(crate) fn describe(&self, text: String) {
        self.bar.set_message(text);
    }

    /// Ends the task: its line stays, with the time that it took.
    pub(crate) fn end(self) {
        let Self { name, begin, bar, on_terminal } = self;
        let line = format!("{name}: {:.1} s", begin.elapsed().as_secs_f64());
        if on_terminal {
            set_style(&bar, "✓ {msg}");
            bar.finish_with_message(line);
        } else {
            println!("{line}");
        }
    }

    /// Ends the task and leaves no line; for one that is shown in another way.
    pub(crate) fn clear(self) {
        self.bar.finish_and_clear();
    }

    /// Prints without disturbing the line of the task.
    pub(crate) fn print_beside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }
}

fn set_style(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("━╸ "));
    }
}
