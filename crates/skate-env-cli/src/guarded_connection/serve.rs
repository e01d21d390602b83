//! The gateway's process: started by `skate-env run`, never by hand.

use std::{
    env, io,
    net::TcpListener,
    os::fd::{AsFd as _, OwnedFd},
    process::{Command, Stdio},
};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use skate_env_core::{Code, Error, Problem};
use skate_env_gateway::{Gateway, GatewayOptions};

use super::{Handover, descriptors, gateway_options::gateway_options, lifetime, recorder::Written};
use crate::{exit::Exit, failure::Failure, output::Output, runtime};

/// The word that tells the process that serves from the one that starts it.
const DETACHED: &str = "--detached";

/// Starts the process that serves, away from the terminal, and ends; or serves.
pub(crate) fn detach_or_serve(is_detached: bool, output: &Output) -> Result<Exit, Failure> {
    if is_detached { serve(output) } else { detach() }
}

/// A process that is nobody's child and has no terminal: Ctrl-C and a closed window are the
/// command's own, and a command that waits for its children waits for none of ours.
fn detach() -> Result<Exit, Failure> {
    // Only a socket has somebody at its other end who hands over.
    if rustix::net::sockopt::socket_type(io::stdin()).is_err() || rustix::process::setsid().is_err()
    {
        return Err(by_hand());
    }
    let program = env::current_exe().map_err(|error| Failure::not_started(&error))?;
    let mut command = Command::new(program);
    command.args(["gateway", DETACHED]).stdout(Stdio::null());
    command.spawn().map_err(|error| Failure::not_started(&error))?;
    Ok(Exit::Done)
}

fn serve(output: &Output) -> Result<Exit, Failure> {
    let stdin = io::stdin().as_fd().try_clone_to_owned().map_err(|_| by_hand())?;
    let (files, text) = descriptors::receive(stdin).ok_or_else(by_hand)?;
    let mut files = files.into_iter();
    let (Some(pooled), Some(direct), Some(line)) = (files.next(), files.next(), files.next())
    else {
        return Err(by_hand());
    };
    // Cut short: `run` was ended before it could say it all, and nobody waits for this process.
    let Ok(handover) = serde_json::from_slice::<Handover>(&text) else { return Ok(Exit::Done) };
    let (options, written) = gateway_options(&handover, output)?;
    allow_open_files();
    let ports = [TcpListener::from(pooled), TcpListener::from(direct)];
    let served = runtime::serve_on_this_thread(run(ports, options, line, files.next()));
    written.map(Written::wait).unwrap_or_default();
    served??;
    Ok(Exit::Done)
}

async fn run(
    ports: [TcpListener; 2],
    options: GatewayOptions,
    line: OwnedFd,
    process: Option<OwnedFd>,
) -> Result<(), Error> {
    let gateway = Gateway::on(ports, options)?;
    let ended = lifetime::ended(line, process).map_err(|_| no_lifeline())?;
    tokio::select! {
        () = gateway.serve(ended) => {}
        () = ignored_signals() => {}
    }
    Ok(())
}

/// A session takes two, and many systems allow 1,024 by default. The command keeps its own limit.
fn allow_open_files() {
    let limit = getrlimit(Resource::Nofile);
    // Where it cannot be raised, there are fewer sessions.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit });
}

/// A service manager ends all processes of a service at once, and a command may need its database
/// for its last words: the gateway ends after it.
async fn ignored_signals() {
    use tokio::signal::unix::{SignalKind, signal};

    let kinds = [SignalKind::hangup(), SignalKind::interrupt(), SignalKind::terminate()];
    let _heard = kinds.map(|kind| signal(kind).ok());
    std::future::pending::<()>().await;
}

fn no_lifeline() -> Error {
    Error::from_problem(Problem::new(
        Code::InternalError,
        "The guarded connection cannot tell when its command ends.",
        "Please report this.",
    ))
}

fn by_hand() -> Failure {
    Failure::usage(
        "A gateway is started by `skate-env run`, which hands it the ports and the database.",
        "Start your command with `skate-env run -- …`.",
    )
}
