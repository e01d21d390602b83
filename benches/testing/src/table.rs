//! The tables.

use std::fmt::Write as _;
use std::time::Duration;

/// The times of one way with some workers.
pub(crate) struct Row {
    name: &'static str,
    workers: usize,
    median: f64,
    p95: f64,
}

impl Row {
    pub(crate) fn new(name: &'static str, workers: usize, mut times: Vec<Duration>) -> Self {
        times.sort();
        let at = |part: usize| {
            let index = (times.len() * part / 100).min(times.len().saturating_sub(1));
            times.get(index).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
        };
        Self { name, workers, median: at(50), p95: at(95) }
    }
}

pub(crate) fn page(rows: &[Row], set_up: &[(&str, Duration)], rounds: usize) -> String {
    let mut page = format!("{rounds} databases for each worker, ms:\n\n");
    page.push_str("| | 1 worker: median | p95 | 8 workers: median | p95 |\n");
    page.push_str("| --- | --- | --- | --- | --- |\n");
    for row in rows.iter().filter(|row| row.workers == 1) {
        let other = rows.iter().find(|other| other.workers != 1 && other.name == row.name);
        let (median, p95) = other.map_or((f64::NAN, f64::NAN), |other| (other.median, other.p95));
        // Writing to a string cannot fail.
        let _ = writeln!(
            page,
            "| {} | {:.1} | {:.1} | {median:.1} | {p95:.1} |",
            row.name, row.median, row.p95
        );
    }
    page.push_str("\n| set-up, once | ms |\n| --- | --- |\n");
    for (what, time) in set_up {
        let _ = writeln!(page, "| {what} | {:.0} |", time.as_secs_f64() * 1e3);
    }
    page
}

/// The suites, and each beside the last.
pub(crate) fn suite(times: &[(&str, Duration)]) -> String {
    let (files, tests) = (crate::suite::FILES, crate::suite::TESTS_OF_A_FILE);
    let last = times.last().map_or(f64::NAN, |(_, time)| time.as_secs_f64());
    let mut page = format!("| a suite of {files} files of {tests} tests | s | beside the last |\n");
    page.push_str("| --- | --- | --- |\n");
    for (what, time) in times {
        let time = time.as_secs_f64();
        // Writing to a string cannot fail.
        let _ = writeln!(page, "| {what} | {time:.2} | {:.1} × faster |", last / time);
    }
    page
}
