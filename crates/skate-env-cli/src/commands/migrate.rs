//! `skate-env migrate`: lints, tests, lists and deploys Prisma's migrations.

mod deploy;
mod environment_history;
mod folder;
mod lint;
mod record_path;
mod status;
mod test;

pub(super) use self::{
    deploy::Applying,
    folder::{MigrationsFolder, MigrationsOption},
    test::measure_on_copy,
};
use crate::{
    context::Context, exit::Exit, failure::Failure, output::Output, progress::Progress, runtime,
};
use skate_env_report::EventKind;

/// Lint, test on a copy, and deploy Prisma's migrations
///
/// Prisma writes and applies migrations. These commands show what they would do to the data, and
/// refuse to apply them where they are not safe or not in order.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env migrate lint
  skate-env migrate lint --fix
  skate-env migrate test --from production
  skate-env migrate status
  skate-env migrate deploy -e staging")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Lint(lint::Arguments),
    Test(test::Arguments),
    Status(status::Arguments),
    Deploy(deploy::Arguments),
}

impl Arguments {
    /// The event in the record.
    pub(crate) fn event(&self) -> Option<EventKind> {
        match &self.command {
            Command::Test(_) => Some(EventKind::MigrateTest),
            Command::Deploy(it) => (!it.dry_run).then_some(EventKind::Migrate),
            Command::Lint(_) | Command::Status(_) => None,
        }
    }
}

pub(crate) fn run(
    arguments: &Arguments,
    context: Context,
    output: &Output,
) -> Result<Exit, Failure> {
    let progress = Progress::new(output);
    match &arguments.command {
        Command::Lint(it) => lint::run(it, &context, output),
        Command::Test(it) => test::run(it, context, output),
        Command::Status(it) => {
            runtime::run_until_interrupted(status::run(it, context, output), || {
                progress.interrupted()
            })
        }
        Command::Deploy(it) => {
            let work = deploy::run(it, context, &progress, output);
            runtime::run_until_interrupted(work, || progress.interrupted())
        }
    }
}
