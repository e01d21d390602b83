//! Which process has the id that a pid file names: systems use ids again, containers very soon.

use std::path::Path;

/// Which process has an id from a cluster's pid file now.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum PidOwner {
    /// No process has it.
    Nobody,
    /// The cluster's own server.
    Ours,
    /// Another program.
    Other,
    /// A server whose command line does not show its folder.
    Unclear,
}

pub(super) fn pid_owner(process: u32, data: &Path) -> PidOwner {
    match command_line(process) {
        Some(line) => owner_of_command(&line, &data.to_string_lossy()),
        None => PidOwner::Nobody,
    }
}

fn owner_of_command(line: &str, data: &str) -> PidOwner {
    if line.ends_with(&format!(" -D {data}")) {
        return PidOwner::Ours;
    }
    // The program's name counts, not its arguments: a test may have `postgres` as an argument. A
    // process named `postgres: …` is a backend and no server: the id was used again.
    let program = line.split(" -").next().unwrap_or_default();
    let is_server =
        ["postgres", "postmaster", "postgres.exe"].iter().any(|name| program.ends_with(name));
    if is_server && !line.contains(" -D /") { PidOwner::Unclear } else { PidOwner::Other }
}

#[cfg(target_os = "linux")]
fn command_line(process: u32) -> Option<String> {
    let bytes = std::fs::read(format!("/proc/{process}/cmdline")).ok()?;
    let text = String::from_utf8_lossy(&bytes).replace('\0', " ");
    // A process that ended and was not yet reaped has no command line.
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
    use super::{PidOwner, owner_of_command, pid_owner};
    use std::path::Path;

    #[test]
    fn only_a_server_on_this_very_folder_is_ours() {
        assert_eq!(owner_of_command("/bin/postgres -D /a/data", "/a/data"), PidOwner::Ours);
        assert_eq!(owner_of_command("/bin/postgres -D /a/data2", "/a/data"), PidOwner::Other);
        assert_eq!(owner_of_command("/bin/postgres -D data", "/a/data"), PidOwner::Unclear);
        assert_eq!(owner_of_command("postgres: main: writer", "/a/data"), PidOwner::Other);
        assert_eq!(owner_of_command("node server.js", "/a/data"), PidOwner::Other);
        assert_eq!(owner_of_command("node postgres.js -D data", "/a/data"), PidOwner::Other);
        assert_eq!(pid_owner(std::process::id(), Path::new("/a/data")), PidOwner::Other);
    }
}
