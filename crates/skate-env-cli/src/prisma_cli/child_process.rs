//! A program that is waited for, and that Ctrl-C ends with all that it started.

use std::{
    io::{self, Write as _},
    process::Stdio,
    time::{Duration, Instant},
};

use tokio::process::{Child, Command};

/// How long a program may take to end once it was asked to.
const GRACE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(20);

/// Runs it to its end. All that it says is for a person; where nobody wants to hear it, it is
/// shown only if the program fails. The error says how it ended.
pub(super) async fn run(mut command: Command, shows_messages: bool) -> Result<(), String> {
    command.stdin(Stdio::null());
    if shows_messages {
        command.stdout(io::stderr());
    } else {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
    }
    // A group of its own: nothing of it outlives us, and it hears of Ctrl-C from us alone.
    #[cfg(unix)]
    command.process_group(0);
    let child = command.spawn().map_err(|error| format!("cannot be started: {error}"))?;
    let mut running = Running(child);
    let (output, errors) = (running.0.stdout.take(), running.0.stderr.take());
    let (output, errors) = tokio::join!(read(output), read(errors));
    let status = running.0.wait().await.map_err(|error| format!("was lost: {error}"))?;
    if status.success() {
        return Ok(());
    }
    let _ = io::stderr().write_all(&output).and_then(|()| io::stderr().write_all(&errors));
    Err(match status.code() {
        Some(code) => format!("ended with exit code {code}"),
        None => "was killed".to_owned(),
    })
}

async fn read(stream: Option<impl tokio::io::AsyncRead + Unpin>) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(mut stream) = stream {
        let _ = tokio::io::AsyncReadExt::read_to_end(&mut stream, &mut bytes).await;
    }
    bytes
}

/// A child that is not left behind.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let Some(id) = self.0.id() else { return };
        interrupt(id, false);
        let deadline = Instant::now() + GRACE;
        while Instant::now() < deadline {
            if !matches!(self.0.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(PAUSE);
        }
        interrupt(id, true);
        let _ = self.0.start_kill();
    }
}

/// The group has the number of its first process, which is ours to wait for: nobody else's.
#[cfg(unix)]
fn interrupt(id: u32, at_once: bool) {
    use rustix::process::{Pid, Signal, kill_process_group};

    let signal = if at_once { Signal::KILL } else { Signal::INT };
    if let Some(group) = i32::try_from(id).ok().and_then(Pid::from_raw) {
        let _ = kill_process_group(group, signal);
    }
}

#[cfg(not(unix))]
fn interrupt(_: u32, _: bool) {}
