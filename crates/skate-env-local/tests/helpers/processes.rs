//! Finding the processes of a home by their command lines, on Linux.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// A process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Process {
    pub(crate) id: u32,
    pub(crate) parent: u32,
    pub(crate) line: String,
}

/// The servers of a home: the main process of each.
pub(crate) fn servers(home: &Path) -> Vec<Process> {
    let clusters = format!(" -D {}/", home.join("timelines").display());
    all().into_iter().filter(|process| process.line.contains(&clusters)).collect()
}

/// The watchdog of a home.
pub(crate) fn watchdogs(home: &Path) -> Vec<Process> {
    let end = format!("skate-env-watchdog {}", home.join("timelines").display());
    all().into_iter().filter(|process| process.line.ends_with(&end)).collect()
}

fn all() -> Vec<Process> {
    let entries = fs::read_dir("/proc").unwrap().filter_map(Result::ok);
    entries.filter_map(|entry| read(entry.file_name().to_str()?.parse().ok()?)).collect()
}

/// `None` for a process that has ended, even if it is not yet reaped.
fn read(id: u32) -> Option<Process> {
    let bytes = fs::read(format!("/proc/{id}/cmdline")).ok()?;
    let line = String::from_utf8_lossy(&bytes).replace('\0', " ").trim_end().to_owned();
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let parent = status.lines().find_map(|line| line.strip_prefix("PPid:"))?.trim().parse().ok()?;
    (!line.is_empty()).then_some(Process { id, parent, line })
}

pub(crate) fn kill(process: u32) {
    let status = std::process::Command::new("kill").args(["-9", &process.to_string()]).status();
    assert!(status.is_ok());
}

/// Waits until the list is empty; panics with the rest at the deadline.
pub(crate) async fn until_none<T: std::fmt::Debug>(what: &str, list: impl Fn() -> Vec<T>) {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        let left = list();
        if left.is_empty() {
            return;
        }
        assert!(Instant::now() < deadline, "{what}: {left:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
