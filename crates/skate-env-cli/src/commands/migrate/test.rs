//! `skate-env migrate test`: runs pending migrations on a copy, which is deleted afterwards, and
//! measures them.

mod messages;
mod record_file;
mod report;
mod report_text;
mod test_copy;

use std::{future, path::PathBuf, pin::pin, time::Duration};

use skate_env_core::{Class, Code, Problem, neon::FoundBranch};
use skate_env_migrate::{
    Folder, History, Migration,
    measure::{MeasuredMigration, Measurement},
    schema_of,
};

use self::{report::Report, test_copy::TestCopy};
use super::folder::MigrationsOption;
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    neon_session::NeonSession,
    options::WaitOption,
    output::{Output, escape_control},
    progress::Progress,
    runtime,
    temporary_copy::{COPY_DELETED, MIGRATE_TEST, interrupted, remove_leftovers},
};

/// Run pending migrations on a copy, and show what each statement locks, rewrites and costs
///
/// The copy is a branch of staging, or of another source, with its rows. It is deleted afterwards,
/// whatever happens, and its URL is never shown. Statements are sent one by one, as Prisma sends
/// them. Times are those of the copy and may differ elsewhere. `migrate deploy` requires the
/// record that this command writes.
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

    /// Fail if reads or writes would wait longer than this many milliseconds
    #[arg(long, value_name = "MS", default_value_t = 1000)]
    limit: u64,

    /// Exit 0 even if something would wait longer
    #[arg(long)]
    report_only: bool,

    /// Keep the copy until it expires; refused for a copy of production
    #[arg(long)]
    keep: bool,

    /// Write the record to this file instead of .skate-env/migrate-test.json
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
    context.forbid_environment(
        "a copy belongs to no environment.",
        "Name the source of the copy: `--from ENV`.",
    )?;
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
    let copy = Box::pin(TestCopy::create(&session, &source, stop.as_mut())).await?;
    let compute_units = copy.compute_units().await;
    let measured = tokio::select! {
        biased;
        () = stop => Err(interrupted("Interrupted while measuring.")),
        measured = measure(&found.folder, &copy, progress) => measured,
    };
    let keeps = arguments.keep && measured.is_ok();
    let name = copy.name().to_owned();
    let cleaned_up = if keeps { copy.keep() } else { copy.delete().await };
    if let (Err(_), Err(kept)) = (&measured, &cleaned_up) {
        progress.note(&format!("note: {} {}", kept.message, kept.hint));
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
    let record = record_file::write(&report, &session, arguments.record.as_deref());
    report.record = record.as_ref().ok().map(|path| path.display().to_string());
    output.answer(&report)?;
    cleaned_up?;
    record?;
    messages::exit(&report, arguments.report_only)
}

/// Measures what a branch does not have yet on a copy of it, which is deleted.
pub(in crate::commands) async fn measure_on_copy(
    session: &NeonSession<'_>,
    source: &FoundBranch,
    folder: &Folder,
) -> Result<Vec<MeasuredMigration>, Failure> {
    // Who is interrupted drops this, and with it the copy.
    let never = pin!(future::pending());
    let copy = Box::pin(TestCopy::create(session, source, never)).await?;
    let measured = measure(folder, &copy, session.progress).await;
    let deleted = copy.delete().await;
    let applied = measured?.applied;
    deleted?;
    Ok(applied)
}

/// Opens the session, finds the source, and deletes copies that earlier tests left.
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
    remove_leftovers(&session, MIGRATE_TEST).await;
    Ok((session, source))
}

/// What was pending on the copy, and what was measured.
struct Measured {
    pending: Vec<Migration>,
    applied: Vec<MeasuredMigration>,
}

async fn measure(
    folder: &Folder,
    copy: &TestCopy<'_>,
    progress: &Progress,
) -> Result<Measured, Failure> {
    let connecting = Box::pin(copy.open());
    let (session, watcher) =
        progress.step("Connecting to the copy", COPY_DELETED, connecting).await?;
    let schema = schema_of(copy.url());
    let history = History::read(session.client(), &schema).await?;
    if let Some(failed) = history.failed().next() {
        return Err(failed_before(&failed.name));
    }
    let pending: Vec<Migration> = history.pending(folder).into_iter().cloned().collect();
    let measurement = Measurement::begin(session.client(), watcher.client(), &schema).await?;
    let mut applied: Vec<MeasuredMigration> = Vec::new();
    let counter = progress.count("Measuring migrations", Some(pending.len()));
    for migration in &pending {
        counter.start("Measuring migrations");
        let doing = format!("Measuring {}", escape_control(&migration.name));
        applied.push(progress.step(doing, COPY_DELETED, measurement.apply(migration)).await?);
        if applied.last().is_some_and(|it| it.failure.is_some()) {
            break;
        }
    }
    Ok(Measured { pending, applied })
}

fn keeps_production() -> Failure {
    Failure::usage(
        "Cannot keep a copy of production: it holds real data.",
        "Leave --keep out, or copy another branch: `--from staging`.",
    )
}

fn failed_before(name: &str) -> Failure {
    let message =
        format!("Migration {name} failed on the source earlier, so Prisma applies no other.");
    let hint = format!("Fix it there, then run `prisma migrate resolve --rolled-back {name}`.");
    Problem::new(Code::MigrationFailed, message, hint).into()
}
