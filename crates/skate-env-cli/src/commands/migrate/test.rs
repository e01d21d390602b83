//! `skate-env migrate test`: what pending migrations do, measured on a copy that is gone afterwards.

mod copy;
mod leftovers;
mod report;
mod tell;

use std::{path::PathBuf, pin::pin, time::Duration};

use skate_env_core::{Class, Code, Problem, neon::FoundBranch};
use skate_env_migrate::{
    Folder, History, Migration,
    measure::{MeasuredMigration, Measurement},
    schema_of,
};

use self::{copy::Copy, report::Report};
use super::folder::MigrationsOption;
use crate::{
    context::Context,
    exit::{self, Exit},
    failure::Failure,
    neon_session::NeonSession,
    options::WaitOption,
    output::{Output, visible},
    progress::Progress,
    runtime,
};

/// Run pending migrations on a copy, and show what each statement locks, rewrites and takes
///
/// The copy is a branch of staging, or of another source, with its rows; it is deleted afterwards,
/// whatever happened, and its URL is shown to nobody. Statements are sent one by one, as Prisma
/// sends them. Milliseconds are the copy's, not a promise. `migrate deploy` asks for the record.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env migrate test
  skate-env migrate test --from production --limit 500
  skate-env migrate test --report-only --output json")]
pub(crate) struct Arguments {
    /// Copy this environment's branch, or this branch
    #[arg(long, value_name = "ENV|BRANCH", default_value = "staging")]
    from: String,

    /// Say no where reads or writes would wait for longer than so many milliseconds
    #[arg(long, value_name = "MS", default_value_t = 1000)]
    limit: u64,

    /// Exit 0 though something would wait for longer
    #[arg(long)]
    report_only: bool,

    /// Leave the copy to its expiry; never one of production
    #[arg(long)]
    keep: bool,

    /// Where the record goes, instead of .skate-env/migrate-test.json
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,

    #[command(flatten)]
    migrations: MigrationsOption,

    #[command(flatten)]
    wait: WaitOption,
}

pub(super) fn run(
    arguments: &Arguments,
    context: Context,
    output: &Output,
) -> Result<Exit, Failure> {
    if context.requested().is_some() {
        return Err(Failure::usage(
            "A copy is nobody's environment: --environment has no meaning here.",
            "Name what it is made from: `--from ENV`.",
        ));
    }
    let progress = Progress::new(output);
    let work = test(arguments, context, &progress, output);
    runtime::run_with_cleanup(work, || progress.interrupted())
}

async fn test(
    arguments: &Arguments,
    context: Context,
    progress: &Progress,
    output: &Output,
) -> Result<Exit, Failure> {
    let found = arguments.migrations.read(&context)?;
    let mut stop = pin!(runtime::interrupt_signal());
    let (session, source) = tokio::select! {
        biased;
        () = stop.as_mut() => return Err(progress.interrupted()),
        prepared = prepare(arguments, context, progress) => prepared?,
    };
    let copy = Box::pin(Copy::make(&session, &source, stop.as_mut())).await?;
    let compute_units = copy.compute_units().await;
    let measured = tokio::select! {
        biased;
        () = stop => Err(interrupted("Interrupted while measuring.")),
        measured = measure(&found.folder, &copy, progress) => measured,
    };
    let keeps = arguments.keep && measured.is_ok();
    let name = copy.name().to_owned();
    let put_away = if keeps { copy.keep() } else { copy.delete().await };
    if let (Err(_), Err(stays)) = (&measured, &put_away) {
        progress.note(&format!("note: {} {}", stays.message, stays.hint));
    }
    let Measured { pending, applied } = measured?;
    let mut report = Report {
        plane: &session.plane,
        source: &source.branch,
        copy: &name,
        compute_units,
        kept: keeps,
        limit: Duration::from_millis(arguments.limit),
        settings: found.settings(),
        pending: &pending,
        applied: &applied,
        record: None,
    };
    let record = tell::record(&report, &session, arguments.record.as_deref());
    report.record = record.as_ref().ok().map(|path| path.display().to_string());
    output.answer(&report)?;
    put_away?;
    record?;
    tell::verdict(&report, arguments.report_only)
}

/// What a copy is made from, and room for one.
async fn prepare<'p>(
    arguments: &Arguments,
    context: Context,
    progress: &'p Progress,
) -> Result<(NeonSession<'p>, FoundBranch), Failure> {
    let session = NeonSession::open(context, arguments.wait.duration(), progress).await?;
    let source = session.branches.find(&arguments.from).await?;
    if arguments.keep && session.class(&source) == Class::Production {
        return Err(keeps_production());
    }
    leftovers::remove(&session).await;
    Ok((session, source))
}

/// What was pending on the copy, and what became of it.
struct Measured {
    pending: Vec<Migration>,
    applied: Vec<MeasuredMigration>,
}

async fn measure(
    folder: &Folder,
    copy: &Copy<'_>,
    progress: &Progress,
) -> Result<Measured, Failure> {
    let left = "The copy is deleted; nothing else was touched.";
    let connecting = Box::pin(copy.open());
    let (session, watcher) = progress.step("Connecting to the copy", left, connecting).await?;
    let schema = schema_of(copy.url());
    let history = History::read(session.client(), &schema).await?;
    if let Some(failed) = history.failed().next() {
        return Err(failed_before(&failed.name));
    }
    let pending: Vec<Migration> = history.pending(folder).into_iter().cloned().collect();
    let measurement = Measurement::begin(session.client(), watcher.client(), &schema).await?;
    let mut applied: Vec<MeasuredMigration> = Vec::new();
    for migration in &pending {
        let doing = format!("Measuring {}", visible(&migration.name));
        applied.push(progress.step(doing, left, measurement.apply(migration)).await?);
        if applied.last().is_some_and(|it| it.failure.is_some()) {
            break;
        }
    }
    Ok(Measured { pending, applied })
}

/// The end by Ctrl-C, once the copy is put away.
fn interrupted(doing: &str) -> Failure {
    let left = "The copy is deleted; nothing else was touched.";
    Failure::new(Exit::Failed, exit::INTERRUPTED, doing, left)
}

fn keeps_production() -> Failure {
    Failure::usage(
        "A copy of production holds real data: it is not kept.",
        "Leave --keep out, or copy another branch: `--from staging`.",
    )
}

fn failed_before(name: &str) -> Failure {
    let message = format!("Migration {name} failed on the source before: Prisma applies none.");
    let hint = format!("Mend it there, then `prisma migrate resolve --rolled-back {name}`.");
    Problem::new(Code::MigrationFailed, message, hint).into()
}
