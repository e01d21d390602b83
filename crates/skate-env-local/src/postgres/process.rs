//! Whose process a number from a pid file is: numbers are used again, in containers soon.

use std::path::Path;

/// What a process number in a cluster's pid file means today.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// There is no such process.
    Gone,
    /// The cluster's own server.
    Ours,
    /// Something else that was given the same number.
    Other,
    /// A server, but of which folder cannot be told.
    Unclear,
}

pub(crate) fn owner(process: u32, data: &Path) -> Owner {
    match command_line(process) {
        Some(line) => judge(&line, &data.to_string_lossy()),
        None => Owner::Gone,
    }
}

fn judge(line: &str, data: &str) -> Owner {
    if line.ends_with(&format!(" -D {data}")) {
        return Owner::Ours;
    }
    // What it is called, not what it was told: a test may be told of postgres, too. A process that
    // calls itself `postgres: …` serves a server, and is none: the number was given again.
    let program = line.split(" -").next().unwrap_or_default();
    let a_server =
        ["postgres", "postmaster", "postgres.exe"].iter().any(|name| program.ends_with(name));
    if a_server && !line.contains(" -D /") { Owner::Unclear } else { Owner::Other }
}

#[cfg(target_os = "linux")]
fn command_line(process: u32) -> Option<String> {
    let bytes = std::fs::read(format!("/proc/{process}/cmdline")).ok()?;
    let text = String::from_utf8_lossy(&bytes).replace('\0', " ");
    // A process that ended and was not yet collected has no command line.
    Some(text.trim_end().to_owned()).filter(|line| !line.is_empty())
}

#[cfg(not(target_os = "linux"))]
fn command_line(process: u32) -> Option<String> {
    let process = process.to_string();
    let output = std::process::Command::new("ps")
        .args(["-ww", "-o", "command=", "-p", &process])
        .output()
        .ok()?;
    let line = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    Some(line).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Owner, judge, owner};
    use std::path::Path;

    #[test]
    fn only_a_server_on_this_very_folder_is_ours() {
        assert_eq!(judge("/bin/postgres -D /a/data", "/a/data"), Owner::Ours);
        assert_eq!(judge("/bin/postgres -D /a/data2", "/a/data"), Owner::Other);
        assert_eq!(judge("/bin/postgres -D data", "/a/data"), Owner::Unclear);
        assert_eq!(judge("postgres: main: writer", "/a/data"), Owner::Other);
        assert_eq!(judge("node server.js", "/a/data"), Owner::Other);
        assert_eq!(judge("node postgres.js -D data", "/a/data"), Owner::Other);
        assert_eq!(owner(std::process::id(), Path::new("/a/data")), Owner::Other);
    }
}
