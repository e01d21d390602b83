//! `skate-env run`: runs a command with one environment's database, after checking what it would do.

use std::{ffi::OsString, process::Command};

use secrecy::ExposeSecret as _;
use skate_env_command_line::{analyze, child_variables};
use skate_env_core::names;

use crate::{
    context::Context, exit::Exit, failure::Failure, options::PurposeOption, output::Output,
    project_folder::ProjectFolder, verification,
};

/// Run a command with this environment's database and no other
///
/// The command is analyzed first, also behind npx, pnpm, yarn, bunx, npm run, env and sh -c. A
/// command that would destroy data is refused in production, and no consent changes that; anywhere
/// else the database must prove its identity first, because a tunnel looks local, too. The exit
/// code is the command's.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env run -- npx prisma migrate dev
  skate-env run -e staging -- npm run db:deploy
  skate-env run -e production -- npx prisma studio")]
pub(crate) struct Arguments {
    #[command(flatten)]
    purpose: PurposeOption,

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
    if analysis.is_destructive() {
        let own = analysis.needs_database().then_some(resolved);
        let databases: Vec<_> = own.into_iter().chain(named).collect();
        verification::prove(&databases, &context.config, output)?;
    }

    let (program, rest) = arguments.command.split_first().expect("clap requires a word");
    let mut command = Command::new(program);
    command.args(rest);
    for (name, value) in child_variables(&variables, &context.config, resolved) {
        command.env(name, value.expose_secret());
    }
    // Consent to this command is consent to the program that it starts.
    if let Some(consent) = context.consent() {
        command.env(names::SKATE_ENV_CONSENT, consent);
    }
    replace_process(command)
}

/// The process becomes the command: signals, the terminal and the exit code are the command's own.
#[cfg(unix)]
fn replace_process(mut command: Command) -> Result<Exit, Failure> {
    use std::os::unix::process::CommandExt as _;

    Err(Failure::not_started(&command.exec()))
}

#[cfg(not(unix))]
#[expect(clippy::exit, reason = "the exit code is the command's own, whatever it is")]
fn replace_process(mut command: Command) -> Result<Exit, Failure> {
    let status = command.status().map_err(|error| Failure::not_started(&error))?;
    std::process::exit(status.code().unwrap_or(1))
}
