//! What all child processes of PostgreSQL's programs share: their standard input, and how their
//! output is read.

use std::fs::File;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use crate::{Error, Result};

/// How often the state of a process is checked.
pub(super) const POLL_INTERVAL: Duration = Duration::from_millis(5);

/// The standard input of a program: a handle of its own to this file, or nothing.
pub(super) fn stdin(file: Option<&File>) -> Result<Stdio> {
    let Some(file) = file else { return Ok(Stdio::null()) };
    file.try_clone().map(Stdio::from).map_err(Error::io("duplicate", Path::new("a locked file")))
}

/// Recognises a full disk by the system's own sentence, or by PostgreSQL's hint after a short
/// write.
pub(crate) fn disk_full(folder: &Path, output: &str) -> Option<Error> {
    ["No space left on device", "Check free disk space", "Disk quota exceeded"]
        .iter()
        .any(|sentence| output.contains(sentence))
        .then(|| Error::disk_full(folder))
}

/// The last lines of a log: enough to see the cause.
pub(crate) fn tail(text: &str) -> String {
    let lines: Vec<_> = text.trim_end().lines().collect();
    lines[lines.len().saturating_sub(12)..].join("\n")
}

#[cfg(test)]
mod tests {
    use skate_env_core::Code;

    use super::{Path, disk_full};

    #[test]
    fn a_full_disk_is_recognised_by_what_postgresql_prints() {
        let short = "FATAL:  could not extend file \"base/1/2691\": wrote only 4096 of 8192 bytes\n\
                     HINT:  Check free disk space.";
        let none = "initdb: error: could not create directory: No space left on device";
        for output in [short, none] {
            let error = disk_full(Path::new("/a"), output);
            assert!(error.is_some_and(|error| error.code() == Code::DiskFull));
        }
        assert!(disk_full(Path::new("/a"), "FATAL:  out of memory").is_none());
    }
}
