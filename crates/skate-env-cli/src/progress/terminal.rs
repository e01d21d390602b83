//! Spinners and bars on a terminal, drawn by `indicatif` below the lines that stay.

use std::{
    cell::Cell,
    future::Future,
    io::{self, IsTerminal as _},
    time::{Duration, Instant},
};

use anstream::{AutoStream, ColorChoice};
use indicatif::{MultiProgress, ProgressBar, ProgressFinish, ProgressStyle};

use crate::output::{DIM, Styled, print_stderr};

/// A shorter step has no spinner and no time.
const LONG: Duration = Duration::from_secs(1);
const FRAME: Duration = Duration::from_millis(100);
const SPINNER: &str = "{spinner:.dim} {msg} ({elapsed})";
const BAR: &str = "{msg} [{bar:24}] {pos}/{len} ({elapsed})";

/// A terminal that shows what changes while a command works.
pub(super) struct Terminal {
    bars: MultiProgress,
}

/// A bar that counts; it is cleared when this is dropped.
pub(crate) struct Counter {
    bar: ProgressBar,
    started: Cell<u64>,
}

impl Terminal {
    /// The terminal behind standard error. None where output goes elsewhere, or where escape
    /// sequences are declined (`NO_COLOR`, `--no-color`, `TERM=dumb`).
    pub(super) fn attached() -> Option<Self> {
        let stderr = io::stderr();
        let is_plain = AutoStream::choice(&stderr) == ColorChoice::Never;
        (stderr.is_terminal() && !is_plain).then(|| Self { bars: MultiProgress::new() })
    }

    /// Prints a line above the bars.
    pub(super) fn line(&self, text: &str) {
        self.bars.suspend(|| print_stderr(&format!("{text}\n")));
    }

    /// Runs a step: a spinner once it takes long, then a line that stays.
    pub(super) async fn spin<T>(&self, doing: &str, work: impl Future<Output = T>) -> T {
        let started = Instant::now();
        let mut work = std::pin::pin!(work);
        let quick = tokio::select! {
            biased;
            answer = &mut work => Some(answer),
            () = tokio::time::sleep(LONG) => None,
        };
        let answer = if let Some(answer) = quick {
            answer
        } else {
            let _spinner = self.spinner(doing, started.elapsed());
            work.await
        };
        let took = started.elapsed();
        let time = (took >= LONG).then(|| format!(" ({:.1} s)", took.as_secs_f64()));
        self.line(&format!("{doing}{}", Styled(DIM, time.unwrap_or_default())));
        answer
    }

    pub(super) fn count(&self, doing: &str, total: Option<usize>) -> Counter {
        let bar = match total.and_then(|total| u64::try_from(total).ok()) {
            Some(total) => styled(ProgressBar::new(total), BAR, doing),
            None => styled(ProgressBar::new_spinner(), SPINNER, doing),
        };
        Counter::ticking(self.bars.add(bar))
    }

    /// Above what is counted; cleared when it is dropped, also by Ctrl-C.
    fn spinner(&self, doing: &str, elapsed: Duration) -> Counter {
        let spinner = styled(ProgressBar::new_spinner(), SPINNER, doing).with_elapsed(elapsed);
        Counter::ticking(self.bars.insert(0, spinner))
    }
}

impl Counter {
    pub(super) fn hidden() -> Self {
        Self { bar: ProgressBar::hidden(), started: Cell::new(0) }
    }

    /// The next one starts, so the one before it is done.
    pub(crate) fn start(&self, doing: &str) {
        self.bar.set_message(doing.to_owned());
        self.bar.set_position(self.started.get());
        self.started.set(self.started.get() + 1);
    }

    fn ticking(bar: ProgressBar) -> Self {
        bar.enable_steady_tick(FRAME);
        Self { bar, started: Cell::new(0) }
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn styled(bar: ProgressBar, template: &str, doing: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(template).expect("the templates are constant");
    bar.with_style(style.progress_chars("=> "))
        .with_message(doing.to_owned())
        .with_finish(ProgressFinish::AndClear)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_can_be_read() {
        for template in [SPINNER, BAR] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
