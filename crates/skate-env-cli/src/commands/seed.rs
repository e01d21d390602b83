//! `skate-env seed`: runs the app's own seed.

use std::fmt;

use serde::Serialize;
use skate_env_core::ResolvedDatabase;

use crate::{
    context::Context,
    exit::{self, Exit},
    failure::Failure,
    output::{Answer, Fields, Output},
    prisma_cli::{PrismaCli, PrismaTask},
    progress::Progress,
    runtime, verification,
};

const SEEDING: &str = "The database may hold a part of the seed's data. A seed that uses upsert can \
                       be run again.";

/// Seed this environment's database with the app's own seed command
///
/// Runs `prisma db seed`, as prisma.config.ts (`migrations.seed`) or package.json (`prisma.seed`)
/// configures it, with the variables that `skate-env run` would set. The database proves its
/// identity first. Production is never seeded, and no consent changes that.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env seed
  skate-env seed -e testing
  skate-env seed -e staging --dry-run")]
pub(crate) struct Arguments {
    /// Show what would be seeded, and change nothing
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(
    arguments: &Arguments,
    context: &Context,
    output: &Output,
) -> Result<Exit, Failure> {
    let progress = Progress::new(output);
    let work = seed(arguments, context, &progress, output);
    runtime::run_until_interrupted(work, || progress.interrupted())
}

async fn seed(
    arguments: &Arguments,
    context: &Context,
    progress: &Progress,
    output: &Output,
) -> Result<Exit, Failure> {
    let variables = context.variables()?;
    let resolved =
        context.judge(&variables, None, &PrismaTask::Seed.analysis(context, &variables))?;
    output.warn(&resolved.warnings);
    let prisma = PrismaCli::find(&context.directory).ok_or_else(no_prisma)?;
    if !prisma.has_seed {
        return Err(no_seed());
    }
    if !arguments.dry_run {
        // A file cannot be asked for its identity.
        if resolved.target.is_some() {
            let verifying = verification::verify(&resolved, context);
            let doing =
                format!("Verifying the identity of the database of {}", resolved.environment);
            progress.step(doing, "Nothing was changed.", verifying).await?;
        }
        let seeding = prisma.seed(context, &variables, &resolved, progress);
        let ended = progress.step_with_output("Seeding", SEEDING, seeding).await;
        ended.map_err(|end| PrismaTask::Seed.failure(&end))?;
    }
    output.answer(&Report::of(&resolved, arguments.dry_run))?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Report {
    dry_run: bool,
    environment: &'static str,
    /// Without its password.
    url: String,
}

impl Report {
    fn of(resolved: &ResolvedDatabase, dry_run: bool) -> Self {
        let environment = resolved.environment.as_str();
        Self { dry_run, environment, url: resolved.url.to_string() }
    }
}

impl Answer for Report {
    fn text(&self, page: &mut String) -> fmt::Result {
        let mut fields = Fields::default();
        fields.add("environment", self.environment);
        fields.add("database", &self.url);
        fields.add("seed", if self.dry_run { "would run" } else { "done" });
        fields.write(page)
    }
}

fn no_prisma() -> Failure {
    Failure::new(
        Exit::NotSetUp,
        exit::NO_SEED,
        "Prisma is not installed here: there is no node_modules/.bin/prisma.",
        "Install the project's packages first: `npm ci`.",
    )
}

fn no_seed() -> Failure {
    Failure::new(
        Exit::NotSetUp,
        exit::NO_SEED,
        "The project configures no seed.",
        "Name the command in prisma.config.ts: `migrations: { seed: \"tsx prisma/seed.ts\" }`.",
    )
}
