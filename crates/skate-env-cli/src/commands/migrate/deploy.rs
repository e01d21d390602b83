//! `skate-env migrate deploy`: pending migrations, in a checked order.

mod after;
mod before;
mod mending;
mod report;
mod restore_point;
mod watched;

use std::{path::PathBuf, time::Duration};

use clap::builder::NonEmptyStringValueParser;
use skate_env_core::verify::{self, Session, VerifyOptions};
use skate_env_migrate::{History, schema_of, session};

use self::{after::After, before::Before, report::Report, restore_point::RestorePoint};
use super::folder::MigrationsOption;
use crate::{
    context::Context,
    exit::{self, Exit},
    failure::Failure,
    output::Output,
    prisma_cli::{Prisma, Task},
    progress::Progress,
};

/// Apply pending migrations with `prisma migrate deploy`, once everything that speaks against it is out of the way
///
/// The database proves who it is in the session that holds the lock of one deployment at a time.
/// Production takes only what staging has, unedited and in order, and what `migrate test` tried
/// on a copy of late; a restore point is named before it is touched. A failure is told with what
/// is left and how it is mended: do not start the new release then.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env migrate deploy -e staging
  skate-env migrate deploy -e production --dry-run
  skate-env migrate deploy -e production --untested \"index only, tried by hand\"")]
pub(crate) struct Arguments {
    #[command(flatten)]
    migrations: MigrationsOption,

    /// Show what would be done and what speaks against it, and do nothing
    #[arg(long)]
    dry_run: bool,

    /// Do without the test on a copy, for this reason
    #[arg(long, value_name = "REASON", value_parser = NonEmptyStringValueParser::new())]
    untested: Option<String>,

    /// The record that `migrate test` left
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,

    /// Wait this many seconds for another deployment to end
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
    let analysis = Task::Migrate.analysis(&context, &variables);
    let resolved = context.judge(&variables, None, &analysis)?;
    output.warn(&resolved.warnings);
    let prisma = Prisma::find(&context.directory).ok_or_else(no_prisma)?;
    let folder = arguments.migrations.read(&context)?.folder;
    let environment = resolved.environment;

    let nothing = "Nothing was changed.";
    let connecting = format!("Connecting to {environment}");
    let options = VerifyOptions::default();
    let opened = Session::open(&resolved.url, &options);
    let own = progress.step(connecting, nothing, opened).await?;
    session::prepare(own.client(), &session_name(environment)).await?;
    if !arguments.dry_run {
        let wait = Duration::from_secs(arguments.wait);
        let locking = "Taking the lock of one deployment at a time";
        progress.step(locking, nothing, session::lock(own.client(), wait)).await?;
    }
    // Under the lock, and before anything is written: a tunnel may have moved meanwhile.
    let identity = verify::verify_client(own.client(), &resolved, &context.config).await?;
    let schema = schema_of(&resolved.url);
    let history = History::read(own.client(), &schema).await?;

    let before = Before::gather(arguments, &context, &variables, environment).await?;
    let objections = before.deployment(&folder, &history).problems();
    let pending = history.pending(&folder);
    if let Some(error) = skate_env_core::Error::from_problems(objections) {
        return Err(error.in_environment(environment).into());
    }
    let mut report = Report::new(&resolved, &pending, &before);
    if pending.is_empty() || arguments.dry_run {
        output.answer(&report)?;
        return Ok(Exit::Done);
    }
    let restore_point = if environment.is_production() {
        let naming = RestorePoint::name(&context, &variables, own.client(), identity.branch());
        Some(progress.step("Naming a restore point", nothing, naming).await?)
    } else {
        None
    };
    if let Some(point) = &restore_point {
        progress.note(&point.to_string());
    }
    let policy = &context.config.migrations;
    let deed =
        watched::Deed { prisma: &prisma, context: &context, variables: &variables, progress };
    let left = "Prisma may have applied some of them: `skate-env migrate status` says which.";
    let applying = deed.run(&resolved, own.client(), policy.lock_timeout);
    let ended = progress.loud_step("Applying migrations", left, applying).await?;

    let now = History::read(own.client(), &schema).await?;
    let after = After { environment, pending: &pending, now: &now, ended, restore_point };
    report.applied = skate_env_migrate::newly_applied(&folder, &history, &now);
    report.restore_point = after.verdict()?;
    output.answer(&report)?;
    Ok(Exit::Done)
}

/// What other sessions see of ours.
fn session_name(environment: skate_env_core::Environment) -> String {
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
