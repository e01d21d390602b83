//! `skate-env branch`: creates, resets, restores, switches, deletes, cleans up and lists database
//! branches.

mod cleanup;
pub(super) mod create;
mod delete;
mod history;
mod list;
mod report;
mod reset;
mod restore;
mod selected;
mod switch;

use std::time::Duration;

use skate_env_report::EventKind;

pub(super) use {
    cleanup::facts,
    create::{MaskingReport, create_masked, masking_rules},
    list::{Price, compute_seconds},
};

use crate::{
    context::Context, exit::Exit, failure::Failure, neon_session::NeonSession, output::Output,
    progress::Progress, project_lock::ProjectLock, runtime,
};

/// Create, reset, restore, switch and delete database branches, on Neon or on this machine
///
/// If `NEON_API_KEY` is set, the commands call Neon, or the server that `NEON_API_HOST` names.
/// Otherwise they call the control plane that `skate-env local start` started. The name of an
/// environment means its branch; `branch:NAME` always means a branch. Production's branch is never
/// written, reset, restored or deleted.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env branch create feature/orders
  skate-env branch reset
  skate-env branch restore staging --at 2h --from production
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
    Restore(restore::Arguments),
    History(history::Arguments),
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
    context.forbid_environment(
        "each branch belongs to an environment already.",
        "Leave it out, or name the environment's branch: `skate-env branch switch ENV`.",
    )?;
    // Plans and lists change nothing, so they need not wait for other commands.
    let lock = arguments.command.changes().then(|| ProjectLock::take(&context, output));
    let _lock = lock.transpose()?;
    let progress = Progress::new(output);
    let work = async {
        let session = NeonSession::open(context, arguments.command.wait(), &progress).await?;
        match &arguments.command {
            Command::Create(it) => create::run(it, &session, output).await,
            Command::Reset(it) => reset::run(it, &session, output).await,
            Command::Restore(it) => restore::run(it, &session, output).await,
            Command::History(it) => history::run(it, &session, output).await,
            Command::Switch(it) => switch::run(it, &session, output).await,
            Command::Delete(it) => delete::run(it, &session, output).await,
            Command::Cleanup(it) => cleanup::run(it, &session, output).await,
            Command::List(_) => list::run(&session, output).await,
        }
    };
    runtime::run_until_interrupted(work, || progress.interrupted())
}

impl Arguments {
    /// The event in the record; a plan is none.
    pub(crate) fn event(&self) -> Option<EventKind> {
        let kind = match &self.command {
            Command::Create(_) => EventKind::Create,
            Command::Reset(_) => EventKind::Reset,
            Command::Restore(_) => EventKind::Restore,
            Command::Switch(_) => EventKind::Switch,
            Command::Delete(_) => EventKind::Delete,
            Command::Cleanup(_) => EventKind::Cleanup,
            Command::List(_) | Command::History(_) => return None,
        };
        self.command.changes().then_some(kind)
    }
}

impl Command {
    fn changes(&self) -> bool {
        match self {
            Self::Create(it) => !it.change.dry_run,
            Self::Reset(it) => !it.change.dry_run,
            Self::Restore(it) => !it.change.dry_run,
            Self::Switch(it) => !it.change.dry_run,
            Self::Delete(it) => !it.change.dry_run,
            Self::Cleanup(it) => it.apply,
            Self::List(_) | Self::History(_) => false,
        }
    }

    fn wait(&self) -> Duration {
        match self {
            Self::Create(it) => &it.change.wait,
            Self::Reset(it) => &it.change.wait,
            Self::Restore(it) => &it.change.wait,
            Self::History(it) => &it.wait,
            Self::Switch(it) => &it.change.wait,
            Self::Delete(it) => &it.change.wait,
            Self::Cleanup(it) => &it.wait,
            Self::List(it) => &it.wait,
        }
        .duration()
    }
}
