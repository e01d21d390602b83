//! Runs a program to its end; Ctrl-C ends it with all that it started.

use std::{
    io::{self, Write as _},
    process::Stdio,
    time::{Duration, Instant},
};

use secrecy::ExposeSecret as _;
use skate_env_command_line::{Connection, child_variables};
use skate_env_core::{Error, ResolvedDatabase, Variables, names};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, BufReader},
    process::{Child, Command},
};

use crate::{context::Context, production_variables};

/// How long a program may take to end once it was asked to.
const GRACE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(20);

/// Gives a program the database that was judged for it, and no other.
pub(crate) fn give_database(
    command: &mut std::process::Command,
    context: &Context,
    variables: &Variables,
    resolved: &ResolvedDatabase,
) -> Result<(), Error> {
    let child = child_variables(variables, &context.config, resolved);
    let emptied =
        production_variables::to_empty(context, variables, resolved, &child, Connection::Direct)?;
    command.envs(emptied.iter().map(|name| (name, "")));
    for (name, value) in child {
        command.env(name, value.expose_secret());
    }
    // Consent to this command is consent to the program that it starts.
    if let Some(consent) = context.consent() {
        command.env(names::SKATE_ENV_CONSENT, consent);
    }
    Ok(())
}

/// Where a program's output goes: always to standard error, never into the command's answer.
#[derive(Clone, Copy)]
pub(crate) enum ChildOutput<'o> {
    /// Straight to standard error.
    Inherited,
    /// To standard error, but only if the program fails.
    OnFailure,
    /// Line by line to who draws a progress bar below it.
    Lines(&'o dyn Fn(&str)),
}

/// Runs a program to its end. The error says how it ended.
pub(crate) async fn run(mut command: Command, output: ChildOutput<'_>) -> Result<(), String> {
    command.stdin(Stdio::null());
    match output {
        ChildOutput::Inherited => command.stdout(io::stderr()),
        _ => command.stdout(Stdio::piped()).stderr(Stdio::piped()),
    };
    // A group of its own: it is ended with all that it started, and Ctrl-C reaches it through us.
    #[cfg(unix)]
    command.process_group(0);
    let child = command.spawn().map_err(|error| format!("cannot be started: {error}"))?;
    let mut running = EndedOnDrop(child);
    let (stdout, stderr) = (running.0.stdout.take(), running.0.stderr.take());
    let (stdout, stderr) = tokio::join!(read(stdout, output), read(stderr, output));
    let waited = running.0.wait().await;
    let status = waited.map_err(|error| format!("cannot be waited for: {error}"))?;
    if status.success() {
        return Ok(());
    }
    let _ = io::stderr().write_all(&stdout).and_then(|()| io::stderr().write_all(&stderr));
    Err(match status.code() {
        Some(code) => format!("ended with exit code {code}"),
        None => "was killed".to_owned(),
    })
}

/// What has not been passed on line by line.
async fn read(stream: Option<impl AsyncRead + Unpin>, output: ChildOutput<'_>) -> Vec<u8> {
    let mut rest = Vec::new();
    let Some(stream) = stream else { return rest };
    let mut stream = BufReader::new(stream);
    let ChildOutput::Lines(pass_on) = output else {
        let _ = stream.read_to_end(&mut rest).await;
        return rest;
    };
    while stream.read_until(b'\n', &mut rest).await.is_ok_and(|length| length > 0) {
        pass_on(String::from_utf8_lossy(&rest).trim_end_matches(['\r', '\n']));
        rest.clear();
    }
    rest
}

/// A child that never outlives this value.
struct EndedOnDrop(Child);

impl Drop for EndedOnDrop {
    fn drop(&mut self) {
        let Some(id) = self.0.id() else { return };
        signal_group(id, false);
        let deadline = Instant::now() + GRACE;
        while Instant::now() < deadline {
            if !matches!(self.0.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(PAUSE);
        }
        signal_group(id, true);
        let _ = self.0.start_kill();
    }
}

/// The group has the number of its first process, which is our child: it is nobody else's.
#[cfg(unix)]
fn signal_group(id: u32, kill: bool) {
    use rustix::process::{Pid, Signal, kill_process_group};

    let signal = if kill { Signal::KILL } else { Signal::INT };
    if let Some(group) = i32::try_from(id).ok().and_then(Pid::from_raw) {
        let _ = kill_process_group(group, signal);
    }
}

#[cfg(not(unix))]
fn signal_group(_: u32, _: bool) {}

#[cfg(all(test, unix))]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[tokio::test]
    async fn lines_of_both_streams_are_passed_on_and_the_end_is_named() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo one; echo two >&2; printf three; exit 7"]);
        let lines = RefCell::new(Vec::new());
        let pass_on = |line: &str| lines.borrow_mut().push(line.to_owned());
        let ended = run(command, ChildOutput::Lines(&pass_on)).await;
        assert_eq!(ended, Err("ended with exit code 7".to_owned()));
        let mut lines = lines.into_inner();
        lines.sort_unstable();
        assert_eq!(lines, ["one", "three", "two"]);
    }
}
