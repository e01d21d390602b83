//! `skate-env doctor`: checks of a project's files, variables and databases.

mod branch;
mod consent;
mod dotenv_damage;
mod dotenv_readers;
mod environment;
mod finding;
mod isolation;
mod migration_url;
mod migrations;
mod next;
mod online;
mod packages;
mod pins;
mod postgres;
mod prisma;
mod production_url;
mod project;
mod pulled;
mod report;
mod routine;
mod secret_files;
mod shadowed;
mod tools;
mod versions;
mod workflows;

use std::path::PathBuf;

use self::{
    finding::{Finding, Level},
    project::Project,
    report::{CheckData, Report},
    routine::Routine,
};
use crate::{context::Context, exit::Exit, failure::Failure, output::Output, progress::Progress};

/// Find what is wrong with this project and its databases, and how to fix it
///
/// Reads files and variables, and makes no network connection. With --online it also asks Neon
/// whether the pins still match, and tries to connect to the databases. With --routine it makes
/// the checks of every day, week, month or quarter instead: pins, cost, clean-ups and access. Exits
/// with 1 if it finds an error or cannot look; warnings alone are no failure.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env doctor
  skate-env doctor --online
  skate-env doctor --routine weekly
  skate-env doctor --output json | jq -r '.findings[].mend'")]
pub(crate) struct Arguments {
    /// Also ask Neon's API and the databases
    #[arg(long)]
    online: bool,

    /// Check what should be looked at this often; each routine holds the shorter ones
    #[arg(long, value_name = "HOW OFTEN", conflicts_with = "online")]
    routine: Option<Routine>,

    /// With --routine: read these records, too: folders of `.jsonl` files, from CI's artifacts
    #[arg(long, value_name = "DIR", num_args = 1.., requires = "routine")]
    events: Vec<PathBuf>,
}

/// A check, and the name that the report has for it. It changes nothing.
type Check = (&'static str, fn(&Project<'_>) -> Vec<Finding>);

const CHECKS: &[Check] = &[
    ("environment", environment::check),
    ("dotenv files", dotenv_damage::check),
    ("shadowed variables", shadowed::check),
    ("tools", tools::check),
    ("git branch", branch::check),
    ("consent", consent::check),
    ("production pins", pins::check),
    ("production's URL", production_url::check),
    ("vercel env pull", pulled::check),
    ("isolation", isolation::check),
    ("direct URLs", migration_url::check),
    ("secret files", secret_files::check),
    ("Prisma", prisma::check),
    ("migrations", migrations::check),
    ("Next.js", next::check),
    ("versions", versions::check),
    ("packages", packages::check),
    ("GitHub workflows", workflows::check),
    ("PostgreSQL here", postgres::check),
];

pub(crate) fn run(
    arguments: &Arguments,
    context: &Context,
    output: &Output,
) -> Result<Exit, Failure> {
    let project = Project::read(context)?;
    let mut checks: Vec<CheckData> = Vec::new();
    let mut findings: Vec<Finding> = Vec::new();
    let mut add = |name, found: Vec<Finding>| {
        checks.push(CheckData::of(name, &found));
        findings.extend(found);
    };
    match arguments.routine {
        Some(routine) => {
            let progress = Progress::new(output);
            for (name, found) in routine::checks(routine, &project, &arguments.events, &progress) {
                add(name, found);
            }
        }
        None => CHECKS.iter().for_each(|(name, check)| add(*name, check(&project))),
    }
    if arguments.online {
        add("Neon and the databases", online::check(&project));
    }
    // Two checks may find the same.
    let mut messages = Vec::new();
    findings.retain(|finding| {
        let is_new = !messages.contains(&finding.message);
        messages.push(finding.message.clone());
        is_new
    });
    findings.sort_by_key(|finding| finding.level);
    let has_errors = findings.iter().any(|finding| finding.level == Level::Error);
    let shown = |path: &PathBuf| context.relative(path).display().to_string();
    let policies = context.config_paths.iter().map(shown).collect();
    let dotenv = dotenv_readers::all(&project);
    output.answer(&Report { healthy: !has_errors, checks, policies, dotenv, findings })?;
    Ok(if has_errors { Exit::Failed } else { Exit::Done })
}
