//! `skate-env preview`: a database per pull request.

mod comment;
mod details;
mod down;
mod hand_out;
mod job;
mod report;
mod reset;
mod setup;
mod status;
mod summary;
mod sweep;
mod up;
mod vercel;

use skate_env_report::EventKind;

use crate::{
    context::Context, exit::Exit, failure::Failure, output::Output, progress::Progress, runtime,
};

/// Give every pull request its own database: create, hand out, delete, sweep
///
/// The branch is called preview/pr-NUMBER, and its annotation says which repository and pull request
/// it was created for: no other branch is ever reset or deleted. In GitHub Actions the pull request
/// is that of the event, and GitHub is asked for its state with `GITHUB_TOKEN`; elsewhere name it
/// with --pr. Each command may be repeated, interrupted, and run beside the others.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env preview up --comment
  skate-env preview down --comment
  skate-env preview sweep --apply
  skate-env preview status --output json")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Up(up::Arguments),
    Down(down::Arguments),
    Sweep(sweep::Arguments),
    Status(status::Arguments),
}

impl Arguments {
    /// The event in the record; a plan is none.
    pub(crate) fn event(&self) -> Option<EventKind> {
        match &self.command {
            Command::Up(_) => Some(EventKind::Up),
            Command::Down(_) => Some(EventKind::Down),
            Command::Sweep(it) => it.apply.then_some(EventKind::Sweep),
            Command::Status(_) => None,
        }
    }
}

pub(crate) fn run(
    arguments: &Arguments,
    context: Context,
    output: &Output,
) -> Result<Exit, Failure> {
    context.forbid_environment("a pull request's database belongs to preview.", "Leave it out.")?;
    let progress = Progress::new(output);
    let work = async {
        match &arguments.command {
            Command::Up(it) => Box::pin(up::run(it, context, &progress, output)).await,
            Command::Down(it) => Box::pin(down::run(it, context, &progress, output)).await,
            Command::Sweep(it) => Box::pin(sweep::run(it, context, &progress, output)).await,
            Command::Status(it) => Box::pin(status::run(it, context, &progress, output)).await,
        }
    };
    runtime::run_until_interrupted(work, || progress.interrupted())
}
