//! Stops the test server when it has had no client for a while. PostgreSQL cannot do that, and no
//! process of ours lives as long as the server, so a small shell script does.

use std::time::Duration;

use crate::{Account, Result};

#[cfg(unix)]
const SCRIPT: &str = include_str!("idle.sh");

/// Starts the script; it ends with the server.
#[cfg(unix)]
pub(super) fn watch(account: &Account, process: u32, name: &str, idle: Duration) -> Result<()> {
    use std::path::Path;
    use std::process::Stdio;

    use crate::Error;

    let shell = Path::new("/bin/sh");
    let interval = (idle.as_secs() / 60).clamp(1, 10);
    let mut command = account.command(shell);
    command.args(["-c", SCRIPT, "skate-env-test-server-idle"]);
    command.args([process.to_string(), name.to_owned()]);
    command.args([idle.as_secs().to_string(), interval.to_string()]);
    // No pipe of ours stays open in it: a test runner would wait for its end.
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn().map(drop).map_err(Error::io("run", shell))
}

/// Windows has no shell for it: the server runs until `skate-env test server stop`.
#[cfg(not(unix))]
pub(super) fn watch(_: &Account, _: u32, _: &str, _: Duration) -> Result<()> {
    Ok(())
}
