//! `skate-env migrate deploy`: applies pending migrations after checks.

mod apply;
mod preconditions;
mod prisma_run;
mod recovery;
mod report;
mod restore_point;
mod result;

use std::{path::PathBuf, time::Duration};

use clap::builder::NonEmptyStringValueParser;
use skate_env_core::{
    Environment, Error,
    verify::{self, Session, VerifyOptions},
};
use skate_env_migrate::{
    History, schema_of,
    session::{lock, prepare},
};

pub(in crate::commands) use self::apply::Applying;
use self::{preconditions::Preconditions, report::Report, restore_point::RestorePoint};
use super::folder::MigrationsOption;
use crate::{
    context::Context,
    exit::{self, Exit},
    failure::Failure,
    output::Output,
    prisma_cli::{PrismaCli, PrismaTask},
    progress::Progress,
    verification::Attempt,
};

/// Apply pending migrations with `prisma migrate deploy`, after checking order, edits and tests
///
/// Only one deployment runs at a time; the database proves its identity in the session that holds
/// the lock. Production takes only migrations that staging has, unedited and in order, and that
/// `migrate test` has run on a recent copy; a restore point is recorded first. If a migration
/// fails, the error says what is left and how to recover. Do not start the new release then.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env migrate deploy -e staging
  skate-env migrate deploy -e production --dry-run
  skate-env migrate deploy -e production --untested \"index only, tried by hand\"")]
pub(crate) struct Arguments {
    #[command(flatten)]
    migrations: MigrationsOption,

    /// Show what would be applied and what prevents it, and change nothing
    #[arg(long)]
    pub(super) dry_run: bool,

    /// Skip the requirement of a test on a copy, for this reason
    #[arg(long, value_name = "REASON", value_parser = NonEmptyStringValueParser::new())]
    untested: Option<String>,

    /// Read the record of `migrate test` from this file
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,

    /// Wait for another deployment for this many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    wait: u64,
}

pub(crate) async fn run(
    arguments: &Arguments,
    context: Context,
    progress: &Progress,
    output: &Output,
) -> Result<Exit, Failure> {
    let variables = context.variables()?;
    let analysis = PrismaTask::Migrate.analysis(&context, &variables);
    let resolved = context.judge(&variables, None, &analysis)?;
    output.warn(&resolved.warnings);
    let prisma = PrismaCli::find(&context.directory).ok_or_else(no_prisma)?;
    let folder = arguments.migrations.read(&context)?.folder;
    let environment = resolved.environment;

    let unchanged = "Nothing was changed.";
    let connecting = format!("Connecting to {environment}");
    let options = VerifyOptions::default();
    let mut attempt = Attempt::of(&context, environment);
    let opening = attempt.step(Session::open(&resolved.url, &options));
    let session = progress.step(connecting, unchanged, opening).await?;
    prepare(session.client(), &session_name(environment)).await?;
    if !arguments.dry_run {
        let wait = Duration::from_secs(arguments.wait);
        let locking = lock(session.client(), wait);
        progress.step("Taking the deployment lock", unchanged, locking).await?;
    }
    // Verified under the lock, right before changes: a tunnel may lead elsewhere by now.
    let verifying = verify::verify_client(session.client(), &resolved, &context.config);
    let identity = attempt.last(verifying).await?;
    let schema = schema_of(&resolved.url);
    let history = History::read(session.client(), &schema).await?;

    let (untested, record) = (arguments.untested.as_deref(), arguments.record.as_deref());
    let preconditions =
        Preconditions::gather(untested, record, &context, &variables, environment).await?;
    let problems = preconditions.deployment(&folder, &history).problems();
    if let Some(error) = Error::from_problems(problems) {
        return Err(error.in_environment(environment).into());
    }
    let pending = history.pending(&folder);
    let mut report = Report::new(&resolved, &pending, &preconditions);
    if pending.is_empty() || arguments.dry_run {
        output.answer(&report)?;
        return Ok(Exit::Done);
    }
    let restore_point = if environment.is_production() {
        let branch = identity.branch();
        let recording = RestorePoint::record(&context, &variables, session.client(), branch);
        Some(progress.step("Recording a restore point", unchanged, recording).await?)
    } else {
        None
    };
    if let Some(point) = &restore_point {
        progress.note(&point.to_string());
    }
    let applying = Applying {
        prisma: &prisma,
        context: &context,
        variables: &variables,
        progress,
        environment,
        restore_point,
    };
    let applied = applying.run(&resolved, session.client(), &folder, &history).await?;
    (report.applied, report.restore_point) = (applied.names, applied.restore_point);
    output.answer(&report)?;
    Ok(Exit::Done)
}

/// The name of our session, as others see it.
fn session_name(environment: Environment) -> String {
    format!("skate-env migrate deploy ({environment})")
}

fn no_prisma() -> Failure {
    Failure::new(
        Exit::Failed,
        exit::NOT_STARTED,
        "Prisma is not installed here: there is no node_modules/.bin/prisma.",
        "Install the project's packages first: `npm ci`.",
    )
}
