//! `skate-env migrate lint`: finds what is dangerous in the migrations that a git branch adds.

mod base;
mod fix;
mod github_annotations;
mod report;
mod script_path;

use skate_env_core::{Code, Problem, names};
use skate_env_migrate::{
    Migration,
    lint::{self, Severity},
};

use super::folder::MigrationsOption;
use crate::{context::Context, exit::Exit, failure::Failure, output::Output};

use self::{
    base::Base,
    report::{Report, ReportedFinding},
    script_path::ScriptPaths,
};

/// Find dangers in the migrations that this git branch adds; exit 1 if there are any
///
/// Finds locks that stop the application, changes that break the running version, lost data, files
/// that may be applied partly, and migrations that are out of order, edited or removed although the
/// base branch has them. A comment above a statement disables a rule there:
/// `-- squawk-ignore RULE` or `-- skate-env-ignore RULE`.
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

    /// Compare with this branch or commit [default: origin's main branch]
    #[arg(long, value_name = "REF", conflicts_with = "all")]
    base: Option<String>,

    /// Lint every migration, not only those that the branch adds
    #[arg(long)]
    all: bool,

    /// Write safe fixes into the migrations that the branch adds
    #[arg(long, conflicts_with = "all")]
    fix: bool,

    /// Show what --fix would change, and change nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,

    /// Exit 1 on warnings as well
    #[arg(long)]
    deny_warnings: bool,

    /// Annotate the lines in a pull request; the default is `github` if `GITHUB_ACTIONS` is set
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
        Base::All
    } else {
        Base::find(arguments.base.as_deref(), &found.folder, context)?
    };
    let changes = base.changes(&found.folder);
    let is_added = |it: &Migration| changes.as_ref().is_none_or(|all| all.added.contains(&it.name));
    let settings = found.settings();
    let fixed = if arguments.fix {
        let Some(changes) = &changes else { return Err(no_base_to_fix()) };
        fix::apply(&mut found.folder.migrations, &changes.added, settings, arguments.dry_run)?
    } else {
        Vec::new()
    };

    let linted: Vec<&Migration> =
        found.folder.migrations.iter().filter(|it| is_added(it)).collect();
    let scripts: Vec<&str> = linted.iter().map(|it| it.script.as_str()).collect();
    let paths = ScriptPaths::of(&found.folder.path, context);
    let mut all: Vec<ReportedFinding> = Vec::new();
    for (migration, findings) in linted.iter().zip(lint::lint(&scripts, settings)) {
        all.extend(
            findings.into_iter().map(|it| ReportedFinding::in_script(migration, it, &paths)),
        );
    }
    all.extend(changes.iter().flat_map(|changes| report::of_folder(changes, &paths)));
    let report = Report {
        base: &base,
        migrations: linted.len(),
        fixed,
        dry_run: arguments.dry_run,
        findings: all,
    };
    output.answer(&report)?;
    let in_github = || context.process().get(names::GITHUB_ACTIONS).is_some();
    let annotations = arguments.annotations;
    if annotations == Some(Annotations::Github) || (annotations.is_none() && in_github()) {
        github_annotations::print(&report);
    }
    report.exit(arguments.deny_warnings)
}

impl Report<'_> {
    fn exit(&self, deny_warnings: bool) -> Result<Exit, Failure> {
        let least = if deny_warnings { Severity::Warning } else { Severity::Error };
        let bad = self.findings.iter().filter(|found| found.severity >= least).count();
        match bad {
            0 => Ok(Exit::Done),
            _ => Err(Problem::new(
                Code::UnsafeMigration,
                format!("The migrations are not safe: {}.", report::count(bad, "finding")),
                "Fix the findings above. If one is intended, add `-- skate-env-ignore RULE` above its \
                 statement.",
            )
            .into()),
        }
    }
}

fn no_base_to_fix() -> Failure {
    Failure::usage(
        "Cannot use --fix: it is not known which migrations the branch adds, and only those are fixed.",
        "Name the branch to compare with: `--base main`.",
    )
}
