//! Reading `postmaster.pid`, the file in which a running server writes its state.

use std::fs;
use std::path::Path;

/// The lines of the file that are used here.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PidFile {
    pub(crate) process: u32,
    pub(crate) port: Option<u16>,
    pub(crate) ready: bool,
}

impl PidFile {
    /// `None` if there is no file, or if it is incomplete.
    pub(crate) fn read(data: &Path) -> Option<Self> {
        Self::parse(&fs::read_to_string(data.join("postmaster.pid")).ok()?)
    }

    /// Lines: process, data folder, start time, port, socket folder, address, shared memory, status.
    fn parse(text: &str) -> Option<Self> {
        let lines: Vec<_> = text.lines().map(str::trim).collect();
        Some(Self {
            process: lines.first()?.parse().ok()?,
            port: lines.get(3).and_then(|line| line.parse().ok()),
            ready: lines.get(7) == Some(&"ready"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::PidFile;

    #[test]
    fn a_server_is_ready_only_when_it_says_so() {
        let starting = "41\n/data\n1795357000\n20001\n\n127.0.0.1\n  123 4\nstarting\n";
        let expected = PidFile { process: 41, port: Some(20_001), ready: false };
        assert_eq!(PidFile::parse(starting), Some(expected));
        let ready = starting.replace("starting", "ready   ");
        assert!(PidFile::parse(&ready).is_some_and(|file| file.ready));
        assert!(PidFile::parse("41\n/data\n").is_some_and(|file| !file.ready));
        assert_eq!(PidFile::parse(""), None);
    }
}
