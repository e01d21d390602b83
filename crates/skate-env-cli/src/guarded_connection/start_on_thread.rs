//! Serves a gateway on a thread, where a process cannot become another: this one stays, waits for
//! its command and ends with it. Nobody has tried it.

use std::{
    io,
    net::{Ipv4Addr, TcpListener},
    thread,
};

use skate_env_core::{Code, Problem, ResolvedDatabase, Variables};
use skate_env_gateway::Gateway;

use super::{Handover, gateway_options::gateway_options, seen_by_command::SeenByCommand};
use crate::{
    context::Context, failure::Failure, options::OutputFormat, output::Output,
    output::print_stderr, runtime,
};

/// A gateway that serves on a thread of this process.
pub(crate) struct GuardedConnection {
    seen: SeenByCommand,
}

/// Starts a gateway to `resolved`.
pub(crate) fn start(
    context: &Context,
    variables: &Variables,
    resolved: &ResolvedDatabase,
) -> Result<GuardedConnection, Failure> {
    let password = super::password().map_err(|error| cannot_start(&error))?;
    let handover = Handover::new(context, variables, resolved, password.clone());
    let bind = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let ports = || Ok::<_, io::Error>([bind()?, bind()?]);
    let ports = ports().map_err(|error| cannot_start(&error))?;
    let number = |port: &TcpListener| port.local_addr().map(|address| address.port());
    let numbers = || Ok::<_, io::Error>([number(&ports[0])?, number(&ports[1])?]);
    let numbers = numbers().map_err(|error| cannot_start(&error))?;
    let output = Output { format: OutputFormat::Text, quiet: false };
    let (options, _) = gateway_options(&handover, &output)?;
    thread::spawn(move || {
        let served = runtime::serve_on_this_thread(async move {
            Gateway::on(ports, options)?.serve(std::future::pending()).await;
            Ok::<_, skate_env_core::Error>(())
        });
        if let Ok(Err(error)) = served {
            print_stderr(&format!("error: {error}\n"));
        }
    });
    Ok(GuardedConnection { seen: SeenByCommand::new(numbers, handover.user, password) })
}

impl GuardedConnection {
    /// What the command sees of it.
    pub(crate) fn seen(&self) -> &SeenByCommand {
        &self.seen
    }

    /// Nothing: the command ends before this process.
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "the same call everywhere")]
    pub(crate) fn keep_for_command(self) -> Result<(), Failure> {
        Ok(())
    }
}

fn cannot_start(error: &io::Error) -> Failure {
    let message = format!("The guarded connection cannot be started: {error}.");
    Problem::new(Code::InternalError, message, "Check the limits of processes and threads.").into()
}
