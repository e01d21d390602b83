//! `skate-env branch`: a database of one's own.

mod cleanup;
mod create;
mod delete;
mod list;
mod report;
mod reset;
mod switch;
mod time_text;

use crate::{
    context::Context, exit::Exit, failure::Failure, output::Output, progress::Progress,
    project_lock::ProjectLock, runtime,
};

/// A database of one's own: made, reset, switched to and cleaned up, on Neon or on this machine
///
/// Where `NEON_API_KEY` is set, that is Neon (or whom `NEON_API_HOST` names); otherwise it is the
/// control plane that `skate-env local start` started here. An environment's name means its
/// branch; `branch:NAME` is always a branch. Production's branch is never written, reset or
/// deleted.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env branch create feature/orders
  skate-env branch reset
  skate-env branch switch staging
  skate-env branch cleanup --dry-run")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Create(create::Arguments),
    Reset(reset::Arguments),
    Switch(switch::Arguments),
    Delete(delete::Arguments),
    Cleanup(cleanup::Arguments),
    List(list::Arguments),
}

pub(crate) fn run(
    arguments: &Arguments,
    context: Context,
    output: &Output,
) -> Result<Exit, Failure> {
    if context.requested().is_some() {
        return Err(Failure::usage(
            "A branch says itself which environment it serves: --environment has no meaning here.",
            "Leave it out, or name the environment's branch: `skate-env branch switch ENV`.",
        ));
    }
    // Plans and lists change nothing, so nobody has to wait for them.
    let _lock =
        arguments.command.changes().then(|| ProjectLock::take(&context, output)).transpose()?;
    let progress = Progress::new(output);
    let work = async {
        match &arguments.command {
            Command::Create(it) => create::run(it, context, &progress, output).await,
            Command::Reset(it) => reset::run(it, context, &progress, output).await,
            Command::Switch(it) => switch::run(it, context, &progress, output).await,
            Command::Delete(it) => delete::run(it, context, &progress, output).await,
            Command::Cleanup(it) => cleanup::run(it, context, &progress, output).await,
            Command::List(it) => list::run(it, context, &progress, output).await,
        }
    };
    runtime::run_until_interrupted(work, || progress.interrupted())
}

impl Command {
    fn changes(&self) -> bool {
        match self {
            Self::Create(it) => !it.common.dry_run,
            Self::Reset(it) => !it.common.dry_run,
            Self::Switch(it) => !it.common.dry_run,
            Self::Delete(it) => !it.common.dry_run,
            Self::Cleanup(it) => it.apply,
            Self::List(_) => false,
        }
    }
}
