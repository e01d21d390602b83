//! `--sealed`: the command and all its descendants reach no database port but the gateway's.

mod database_ports;

use std::{process::Command, thread::JoinHandle};

use skate_env_core::{Code, Error, Problem, Variables};
use skate_env_seal::{ClosedPorts, Seal, is_sealed, parse_ports};
use url::Url;

use crate::{context::Context, control_plane::ControlPlaneAccess, failure::Failure};

/// Whether the command is sealed, and from what.
#[derive(clap::Args)]
pub(super) struct SealOptions {
    /// Let the command and all that it starts reach no database port but this database's
    #[arg(long)]
    sealed: bool,

    /// Close these ports, too: `7000,8000-8010`
    #[arg(long, value_name = "PORTS", value_parser = ports, requires = "sealed")]
    seal_ports: Option<PortList>,
}

#[derive(Clone)]
struct PortList(Vec<u16>);

fn ports(text: &str) -> Result<PortList, String> {
    parse_ports(text).map(PortList)
}

/// A seal that is being prepared beside other work.
pub(super) struct PreparedSeal(JoinHandle<Result<Seal, Error>>);

/// Begins to prepare the seal that the command line or the policy asks for.
///
/// # Errors
/// `seal_unavailable` where the system gives no thread.
pub(super) fn prepare(
    options: &SealOptions,
    context: &Context,
    variables: &Variables,
) -> Result<Option<PreparedSeal>, Failure> {
    if !options.sealed && !context.config.run.sealed {
        return Ok(None);
    }
    let asked = options.seal_ports.iter().flat_map(|ports| ports.0.iter().copied());
    let mut closed = ClosedPorts::usual()
        .with_found(database_ports::found(context, variables))
        .with_asked(asked);
    if let Some(port) = control_plane_port(context, variables) {
        closed = closed.without(port);
    }
    let thread = std::thread::Builder::new().name("skate-env-seal".into());
    let prepared = thread.spawn(move || Seal::prepare(&closed));
    Ok(Some(PreparedSeal(prepared.map_err(|_| no_thread())?)))
}

impl PreparedSeal {
    /// Seals this thread for ever, and gives back the command to become. `open` are the
    /// gateway's ports.
    ///
    /// # Errors
    /// `seal_unavailable`; the command must not be started then.
    pub(super) fn close(
        self,
        command: Command,
        open: impl Iterator<Item = u16>,
    ) -> Result<Command, Failure> {
        let mut seal = self.0.join().map_err(|_| no_thread())??;
        for port in open {
            seal = seal.open(port)?;
        }
        let command = seal.apply(command)?;
        // What the kernel says counts. On macOS it is the command alone that will be sealed.
        if cfg!(target_os = "linux") && !is_sealed() {
            return Err(ineffective().into());
        }
        Ok(command)
    }
}

/// The API of Neon on this machine is no database.
fn control_plane_port(context: &Context, variables: &Variables) -> Option<u16> {
    let access = ControlPlaneAccess::find(context, variables)?;
    Url::parse(access.base()).ok()?.port_or_known_default()
}

fn no_thread() -> Error {
    unavailable("the system gives no thread")
}

fn ineffective() -> Error {
    unavailable("a port that should be closed is open")
}

fn unavailable(reason: &str) -> Error {
    Error::from_problem(Problem::new(
        Code::SealUnavailable,
        format!("Cannot seal the command: {reason}."),
        "Check the limits of processes, and that no other sandbox is around this one.",
    ))
}
