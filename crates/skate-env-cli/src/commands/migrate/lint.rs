//! `skate-env migrate lint`: what is dangerous about the migrations that a branch adds.

mod annotations;
mod base;
mod fix;
mod place;
mod report;

use skate_env_core::{Code, Problem, names};
use skate_env_migrate::{
    Migration,
    lint::{self, Severity},
};

use super::folder::MigrationsOption;
use crate::{context::Context, exit::Exit, failure::Failure, output::Output};

use self::{
    base::Base,
    place::Places,
    report::{Found, Report},
};

/// Find what is dangerous in the migrations that this branch adds; exit 1 if anything is
///
/// Locks that stop the application, changes that break the version that is running, data that is
/// lost, files that may be applied by half, and migrations out of order, edited or removed since
/// others had them. A comment above a statement silences a rule there: `-- squawk-ignore RULE`,
/// or `-- skate-env-ignore RULE`.
#[derive(clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[command(after_help = "\
Examples:
  skate-env migrate lint
  skate-env migrate lint --base origin/staging
  skate-env migrate lint --all --output json | jq '.findings[].rule'")]
pub(crate) struct Arguments {
    #[command(flatten)]
    migrations: MigrationsOption,

    /// The branch or commit that has the others' migrations [default: origin's main branch]
    #[arg(long, value_name = "REF", conflicts_with = "all")]
    base: Option<String>,

    /// Lint every migration, not only the branch's own
    #[arg(long)]
    all: bool,

    /// Write the safe corrections into the branch's own migrations
    #[arg(long, conflicts_with = "all")]
    fix: bool,

    /// Only say what --fix would correct
    #[arg(long, requires = "fix")]
    dry_run: bool,

    /// Exit 1 on warnings, too
    #[arg(long)]
    deny_warnings: bool,

    /// Mark the lines in a pull request; `github` is the default where `GITHUB_ACTIONS` is set
    #[arg(long, value_name = "github|none")]
    annotations: Option<Annotations>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Annotations {
    Github,
    None,
}

pub(super) fn run(
    arguments: &Arguments,
    context: &Context,
    output: &Output,
) -> Result<Exit, Failure> {
    let mut found = arguments.migrations.read(context)?;
    let base = if arguments.all {
        Base::Asked
    } else {
        Base::find(arguments.base.as_deref(), &found.folder, context)?
    };
    let changes = base.changes(&found.folder);
    let is_own = |it: &Migration| changes.as_ref().is_none_or(|all| all.added.contains(&it.name));
    let settings = found.settings();
    let fixed = if arguments.fix {
        let Some(changes) = &changes else { return Err(no_base_to_fix()) };
        fix::apply(&mut found.folder.migrations, &changes.added, settings, arguments.dry_run)?
    } else {
        Vec::new()
    };

    let own: Vec<&Migration> = found.folder.migrations.iter().filter(|it| is_own(it)).collect();
    let scripts: Vec<&str> = own.iter().map(|it| it.script.as_str()).collect();
    let places = Places::of(&found.folder.path, context);
    let mut all: Vec<Found> = Vec::new();
    for (migration, findings) in own.iter().zip(lint::lint(&scripts, settings)) {
        all.extend(findings.into_iter().map(|it| Found::in_script(migration, it, &places)));
    }
    all.extend(changes.iter().flat_map(|changes| report::of_folder(changes, &places)));
    let report = Report {
        base: &base,
        migrations: own.len(),
        fixed,
        dry_run: arguments.dry_run,
        findings: all,
    };
    output.answer(&report)?;
    let in_github = || context.process().get(names::GITHUB_ACTIONS).is_some();
    let annotations = arguments.annotations;
    if annotations == Some(Annotations::Github) || (annotations.is_none() && in_github()) {
        annotations::print(&report);
    }
    report.verdict(arguments.deny_warnings)
}

impl Report<'_> {
    fn verdict(&self, deny_warnings: bool) -> Result<Exit, Failure> {
        let least = if deny_warnings { Severity::Warning } else { Severity::Error };
        let bad = self.findings.iter().filter(|found| found.severity >= least).count();
        match bad {
            0 => Ok(Exit::Done),
            _ => Err(Problem::new(
                Code::UnsafeMigration,
                format!("The migrations are not safe: {} to mend.", report::count(bad, "finding")),
                "Mend what stands above; where something is meant so, say it in the script: \
                 `-- skate-env-ignore RULE`.",
            )
            .into()),
        }
    }
}

fn no_base_to_fix() -> Failure {
    Failure::usage(
        "--fix changes the branch's own migrations alone, and which those are cannot be told here.",
        "Name the branch that has the others': `--base main`.",
    )
}
