//! `skate-env doctor`: everything a person would check by hand.

mod branch;
mod consent;
mod damage;
mod environment;
mod finding;
mod installed;
mod isolated;
mod migration_url;
mod migrations;
mod next;
mod online;
mod patient;
mod pins;
mod postgres;
mod prisma;
mod production_url;
mod report;
mod secret_files;
mod shadowed;
mod tools;
mod versions;

use self::{
    finding::{Finding, Level},
    patient::Patient,
    report::{CheckData, Report},
};
use crate::{context::Context, exit::Exit, failure::Failure, output::Output};

/// Find what is wrong with this project and its databases, each with the way to mend it
///
/// Reads files and variables, and connects to nothing. With --online it also asks Neon whether
/// the pins are still true, and knocks at the databases. Exit 1 if something is wrong; warnings
/// alone are no failure.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env doctor
  skate-env doctor --online
  skate-env doctor --output json | jq -r '.findings[].mend'")]
pub(crate) struct Arguments {
    /// Also ask Neon's API and the databases
    #[arg(long)]
    online: bool,
}

/// A check by its name: looks, and changes nothing.
type Check = (&'static str, fn(&Patient<'_>) -> Vec<Finding>);

const CHECKS: &[Check] = &[
    ("environment", environment::check),
    ("dotenv files", damage::check),
    ("shadowed variables", shadowed::check),
    ("tools", tools::check),
    ("git branch", branch::check),
    ("consent", consent::check),
    ("production pins", pins::check),
    ("production's URL", production_url::check),
    ("isolation", isolated::check),
    ("direct URLs", migration_url::check),
    ("secret files", secret_files::check),
    ("Prisma", prisma::check),
    ("migrations", migrations::check),
    ("Next.js", next::check),
    ("versions", versions::check),
    ("packages", installed::check),
    ("PostgreSQL here", postgres::check),
];

pub(crate) fn run(
    arguments: &Arguments,
    context: &Context,
    output: &Output,
) -> Result<Exit, Failure> {
    let patient = Patient::examine(context)?;
    let mut checks: Vec<CheckData> = Vec::new();
    let mut findings: Vec<Finding> = Vec::new();
    let mut add = |name, found: Vec<Finding>| {
        checks.push(CheckData::of(name, &found));
        findings.extend(found);
    };
    for (name, check) in CHECKS {
        add(*name, check(&patient));
    }
    if arguments.online {
        add("Neon and the databases", online::check(&patient));
    }
    // Two checks may see one thing.
    let mut said = Vec::new();
    findings.retain(|finding| {
        let is_new = !said.contains(&finding.message);
        said.push(finding.message.clone());
        is_new
    });
    findings.sort_by_key(|finding| finding.level);
    let is_wrong = findings.iter().any(|finding| finding.level == Level::Error);
    output.answer(&Report { healthy: !is_wrong, checks, findings })?;
    Ok(if is_wrong { Exit::Failed } else { Exit::Done })
}
