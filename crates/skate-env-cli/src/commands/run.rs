//! `skate-env run`: runs a command with one environment's database, after checking what it would do.

mod connection;
mod seal;
mod unread;

#[cfg(windows)]
use std::path::Path;
use std::{
    ffi::{OsStr, OsString},
    process::Command,
};

use secrecy::ExposeSecret as _;
use skate_env_command_line::{Connection, analyze, check_words, child_variables};
use skate_env_core::{Variables, names};

use self::{
    connection::{Circumstances, choose},
    seal::SealOptions,
};
#[cfg(windows)]
use crate::program_lookup;
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    guarded_connection::{self, GuardedConnection},
    options::PurposeOption,
    output::Output,
    production_variables,
    project_folder::ProjectFolder,
    verification,
};

/// Run a command with this environment's database and no other
///
/// The command is analyzed first, also behind npx, pnpm, yarn, bunx, npm run, env and sh -c. A
/// command that would destroy data is refused in production, and no consent changes that; anywhere
/// else the database must prove its identity first, because a tunnel looks local, too. In
/// production and staging the command connects through a gateway on this machine, which judges
/// every statement on the way: whatever the command line was, nothing destroys there. The exit
/// code is the command's.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env run -- npx prisma migrate dev
  skate-env run --sealed -- claude
  skate-env run -e staging -- npm run db:deploy
  skate-env run -e production -- npx prisma studio")]
pub(crate) struct Arguments {
    #[command(flatten)]
    purpose: PurposeOption,

    #[command(flatten)]
    seal: SealOptions,

    /// The command and its arguments
    #[arg(last = true, required = true, value_name = "CMD")]
    command: Vec<OsString>,
}

pub(crate) fn run(
    arguments: &Arguments,
    context: &Context,
    output: &Output,
) -> Result<Exit, Failure> {
    let variables = context.variables()?;
    let words: Vec<String> =
        arguments.command.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let files = ProjectFolder::new(&context.directory);
    let analysis = analyze(&words, &variables, &context.config, &files);
    let reached = context.judge_all(&variables, arguments.purpose.purpose, &analysis)?;
    let (resolved, named) = reached.split_first().expect("the environment's own is the first");
    output.warn(&resolved.warnings);
    let seal = seal::prepare(&arguments.seal, context, &variables)?;
    let connection = choose(Circumstances {
        environment: resolved.environment,
        purpose: resolved.purpose,
        is_application: !analysis.actions.iter().any(|it| it.effect.needs_database()),
        is_served: skate_env_core::serves(context.process()),
        is_sealed: seal.is_some(),
        policy_guards: context.config.run.guarded,
        has_server: resolved.target.is_some(),
        is_behind_gateway: resolved.is_guarded,
    });
    check_words(&words, &variables, &context.config, resolved, connection)?;
    if analysis.is_destructive() {
        // A gateway proves each session.
        let proves = connection == Connection::Direct && analysis.needs_database();
        let databases: Vec<_> = proves.then_some(resolved).into_iter().chain(named).collect();
        verification::prove(&databases, context, output)?;
    }
    unread::warn(&analysis, resolved.environment, output);

    let (program, rest) = arguments.command.split_first().expect("clap requires a word");
    let mut command = start(program, context.process());
    command.args(rest);
    let gateway = match connection {
        Connection::Guarded => Some(guarded_connection::start(context, &variables, resolved)?),
        Connection::Direct => None,
    };
    let seen = gateway.as_ref().map(|gateway| gateway.seen().database(resolved));
    let seen = seen.as_ref().unwrap_or(resolved);
    let child = child_variables(&variables, &context.config, seen);
    let emptied =
        production_variables::to_empty(context, &variables, resolved, &child, connection)?;
    production_variables::print(&emptied, resolved.environment, connection, output);
    command.envs(emptied.iter().map(|name| (name, "")));
    for (name, value) in child {
        command.env(name, value.expose_secret());
    }
    match &gateway {
        Some(gateway) => {
            let (name, value) = gateway.seen().variable(resolved.environment);
            command.env(name, value);
        }
        // The gateway around this process, if there is one, may be another environment's.
        None if resolved.is_guarded => {}
        None => {
            command.env(names::SKATE_ENV_GATEWAY, "");
        }
    }
    // Consent to this command is consent to the program that it starts.
    if let Some(consent) = context.consent() {
        command.env(names::SKATE_ENV_CONSENT, consent);
    }
    if let Some(seal) = seal {
        let ports = gateway.as_ref().map(|gateway| gateway.seen().ports());
        command = seal.close(command, ports.iter().flatten().copied())?;
    }
    gateway.map_or(Ok(()), GuardedConnection::keep_for_command)?;
    replace_process(command)
}

/// A command of this name, as the terminal would find it.
#[cfg(not(windows))]
pub(super) fn start(program: &OsStr, _: &Variables) -> Command {
    Command::new(program)
}

#[cfg(windows)]
pub(super) fn start(program: &OsStr, variables: &Variables) -> Command {
    let value = |wanted: &str| {
        let name = variables.names().find(|name| name.eq_ignore_ascii_case(wanted))?;
        variables.raw(name)
    };
    let folders: Vec<_> = std::env::split_paths(value("PATH").unwrap_or_default()).collect();
    let found = program_lookup::find(program, &folders, value("PATHEXT"), Path::is_file);
    Command::new(found.as_deref().map_or(program, Path::as_os_str))
}

/// The process becomes the command: signals, the terminal and the exit code are the command's own.
#[cfg(unix)]
fn replace_process(mut command: Command) -> Result<Exit, Failure> {
    use std::os::unix::process::CommandExt as _;

    Err(Failure::command_not_started(&command.exec()))
}

#[cfg(not(unix))]
#[expect(clippy::exit, reason = "the exit code is the command's own, whatever it is")]
fn replace_process(mut command: Command) -> Result<Exit, Failure> {
    // The console sends Ctrl-C to both, and the command decides what it means: while somebody
    // listens here, this process goes on.
    #[cfg(windows)]
    let _listens = tokio::signal::windows::ctrl_c();
    let status = command.status().map_err(|error| Failure::command_not_started(&error))?;
    std::process::exit(status.code().unwrap_or(1))
}
