//! Starts a gateway's process, and hands it its ports.

use std::{
    env,
    io::{self, pipe},
    net::{Ipv4Addr, TcpListener},
    os::{
        fd::{AsFd as _, OwnedFd},
        unix::net::UnixStream,
    },
    process::{Command, Stdio},
};

use skate_env_core::{Code, Problem, ResolvedDatabase, Variables};

use super::{Handover, descriptors, lifetime, password, seen_by_command::SeenByCommand};
use crate::{context::Context, failure::Failure};

/// What a gateway's process gets of the environment: where programs, keys and settings of git
/// are, and nothing that could be a secret.
const INHERITED: [&str; 12] = [
    "CI",
    "HOME",
    "LANG",
    "LC_ALL",
    "NO_COLOR",
    "PATH",
    "SKATE_ENV_RECORD",
    "SSL_CERT_DIR",
    "SSL_CERT_FILE",
    "TERM",
    "TMPDIR",
    "XDG_CONFIG_HOME",
];

/// A gateway that serves, or is about to: whoever connects waits.
pub(crate) struct GuardedConnection {
    seen: SeenByCommand,
    lifeline: OwnedFd,
}

/// Starts a gateway to `resolved`, and does not wait until it serves.
pub(crate) fn start(
    context: &Context,
    variables: &Variables,
    resolved: &ResolvedDatabase,
) -> Result<GuardedConnection, Failure> {
    let password = password().map_err(|error| cannot_start(&error))?;
    let handover = Handover::new(context, variables, resolved, password.clone());
    let text = serde_json::to_vec(&handover)?;
    let (ports, lifeline) = hand_over(&text).map_err(|error| cannot_start(&error))?;
    Ok(GuardedConnection { seen: SeenByCommand::new(ports, handover.user, password), lifeline })
}

fn hand_over(text: &[u8]) -> io::Result<([u16; 2], OwnedFd)> {
    let bind = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let (pooled, direct) = (bind()?, bind()?);
    let ports = [pooled.local_addr()?.port(), direct.local_addr()?.port()];
    let (reader, writer) = pipe()?;
    let process = lifetime::this_process();
    let (ours, theirs) = UnixStream::pair()?;
    let mut child = command()?.stdin(OwnedFd::from(theirs)).spawn()?;
    let mut files = vec![pooled.as_fd(), direct.as_fd(), reader.as_fd()];
    files.extend(process.as_ref().map(|process| process.as_fd()));
    let sent = descriptors::send(&ours, &files, text);
    // It starts the process that serves, in a session of its own, and ends: the command has no
    // child that it did not start.
    let status = child.wait()?;
    sent?;
    if status.success() {
        Ok((ports, writer.into()))
    } else {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

#[expect(clippy::disallowed_methods, reason = "the gateway inherits what it needs, and no more")]
fn command() -> io::Result<Command> {
    let mut command = Command::new(env::current_exe()?);
    command.arg("gateway").stdout(Stdio::null()).env_clear();
    command.envs(env::vars_os().filter(|(name, _)| INHERITED.iter().any(|known| name == known)));
    Ok(command)
}

impl GuardedConnection {
    /// What the command sees of it.
    pub(crate) fn seen(&self) -> &SeenByCommand {
        &self.seen
    }

    /// Lets the command that this process becomes keep the gateway alive.
    pub(crate) fn keep_for_command(self) -> Result<(), Failure> {
        lifetime::inherit(self.lifeline).map_err(|error| cannot_start(&error))
    }
}

fn cannot_start(error: &io::Error) -> Failure {
    let message = format!("The guarded connection cannot be started: {error}.");
    Problem::new(
        Code::InternalError,
        message,
        "Check the limits of processes and open files, and that this program can be started again.",
    )
    .into()
}
