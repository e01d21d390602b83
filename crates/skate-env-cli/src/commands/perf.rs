//! `skate-env perf`: measures on a masked copy of production, which is deleted afterwards.

mod copy;
mod measure;
mod report;
mod report_text;
mod statements;
mod statistics;
mod warm_up;

use std::{ffi::OsString, pin::pin};

use skate_env_core::{Code, Problem};

use self::{copy::PerformanceCopy, measure::measure, report::Report};
use super::branch::{create::one_open, masking_rules};
use crate::{
    budget::{self, BudgetOptions},
    context::Context,
    cost_history,
    exit::{self, Exit},
    failure::Failure,
    neon_session::NeonSession,
    options::WaitOption,
    output::Output,
    progress::Progress,
    runtime,
    temporary_copy::{PERF_RUN, interrupted, remove_leftovers},
};

/// Measure a command on a masked copy of production, which is deleted afterwards
///
/// The copy has production's rows, masked, and a compute of a fixed size. One is open at a time.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env perf run -- k6 run load.js
  skate-env perf run --from staging --output json -- npm run bench")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Run(RunArguments),
}

/// Run a command against a masked copy, and show what each of its statements cost
///
/// The copy is a branch of class performance: of production, with masked rows, a compute of one
/// size, and an expiry in two days. It is deleted after the command, whatever happens. The command
/// gets its URL and no other, and its output goes to standard error. Statements are those that
/// `pg_stat_statements` counted meanwhile. Without masking rules nothing is copied.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env perf run -- k6 run load.js
  skate-env perf run --no-warm-up --output json -- npm run bench")]
struct RunArguments {
    /// Copy this environment's branch, or this branch, instead of the source of the class
    #[arg(long, value_name = "ENV|BRANCH")]
    from: Option<String>,

    /// Start with cold caches: do not read the tables first
    #[arg(long)]
    no_warm_up: bool,

    #[command(flatten)]
    budget: BudgetOptions,

    #[command(flatten)]
    wait: WaitOption,

    /// The command and its arguments
    #[arg(last = true, required = true, value_name = "CMD")]
    command: Vec<OsString>,
}

pub(crate) fn run(
    arguments: &Arguments,
    context: Context,
    output: &Output,
) -> Result<Exit, Failure> {
    let Command::Run(arguments) = &arguments.command;
    context.forbid_environment(
        "a copy belongs to no environment.",
        "Name the source of the copy: `--from ENV`.",
    )?;
    let progress = Progress::new(output);
    let work = run_on_copy(arguments, context, &progress, output);
    runtime::run_with_cleanup(work, || progress.interrupted())
}

async fn run_on_copy(
    arguments: &RunArguments,
    context: Context,
    progress: &Progress,
    output: &Output,
) -> Result<Exit, Failure> {
    let mut stop = pin!(runtime::interrupt_signal());
    let (session, prices) = tokio::select! {
        biased;
        () = stop.as_mut() => return Err(progress.interrupted()),
        prepared = Box::pin(prepare(arguments, context, progress, output)) => prepared?,
    };
    let from = arguments.from.as_deref();
    let copy = Box::pin(PerformanceCopy::create(&session, from, stop.as_mut())).await?;
    let measured = tokio::select! {
        biased;
        () = stop => Err(interrupted("Interrupted while measuring.")),
        measured = Box::pin(measure(arguments, &copy)) => measured,
    };
    let mut report = Report::new(&copy, prices.as_ref()).await;
    let deleted = copy.delete().await;
    if let (Err(_), Err(kept)) = (&measured, &deleted) {
        progress.note(&format!("note: {} {}", kept.message, kept.hint));
    }
    report.measured = Some(measured?);
    output.answer(&report)?;
    deleted?;
    match report.measured.and_then(|it| it.ended) {
        None => Ok(Exit::Done),
        Some(ended) => Err(Failure::new(
            Exit::Failed,
            exit::COMMAND_FAILED,
            format!("The command {ended}."),
            "Its output says why. What was measured until then is above; the copy was deleted.",
        )),
    }
}

/// Opens the session and asks everything that may refuse, before anything is created.
async fn prepare<'p>(
    arguments: &RunArguments,
    context: Context,
    progress: &'p Progress,
    output: &Output,
) -> Result<(NeonSession<'p>, Option<skate_env_cost::PlanPrices>), Failure> {
    if masking_rules(&context)?.iter().next().is_none() {
        return Err(no_rules());
    }
    let session = NeonSession::open(context, arguments.wait.duration(), progress).await?;
    remove_leftovers(&session, PERF_RUN).await;
    one_open::check(&session, PERF_RUN.name).await?;
    budget::check(&session, &arguments.budget, None, output).await?;
    let prices = cost_history::prices(&session).await?;
    Ok((session, prices))
}

fn no_rules() -> Failure {
    Problem::new(
        Code::UnmaskedData,
        "Cannot copy production: no masking rule says what is personal there.",
        "Write rules below `[masking.columns]` in skate-env.toml, or `/// @pii` in the Prisma schema.",
    )
    .into()
}
