//! `skate-env init`: a project is wired up, with production pinned.

mod diff;
mod docker;
mod edit;
mod env_example;
mod gitignore;
mod json_text;
mod lines;
mod next_config;
mod plan;
mod policy;
mod prisma_config;
mod prisma_schema;
mod production;
mod report;
mod script_edits;
mod scripts;
mod workflow;
mod write;

use std::path::Path;

use self::{
    edit::Step,
    report::{FileData, Report},
};
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::{Output, print_stderr},
    project::{Git, Project},
    prompt::Prompt,
};

/// Wire this project up: skate-env.toml with production pinned, Prisma, Next.js, scripts
///
/// Looks at the project, shows what would change, asks once, and writes every file or none. What
/// it does not surely understand it leaves alone and says what to do by hand. A second run changes
/// nothing. Without a terminal nothing is asked: say --yes or --dry-run.
#[derive(clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[command(after_help = "\
Examples:
  skate-env init --dry-run
  skate-env local start && skate-env init
  skate-env init --production-url-from POSTGRES_PRISMA_URL
  NEON_API_KEY=… skate-env init --project spring-example-302709 --yes")]
pub(crate) struct Arguments {
    /// Write without asking
    #[arg(short, long)]
    yes: bool,

    /// Show what would change, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// Also change files that git could not bring back
    #[arg(long)]
    force: bool,

    /// Pin production by the URL that this variable holds
    #[arg(long, value_name = "VARIABLE", conflicts_with_all = ["project", "production_branch", "no_production"])]
    production_url_from: Option<String>,

    /// Pin production as Neon's API knows it: this project [default: of .neon, or the only one]
    #[arg(long, value_name = "ID")]
    project: Option<String>,

    /// Production's branch in Neon [default: the project's default branch]
    #[arg(long, value_name = "NAME")]
    production_branch: Option<String>,

    /// There is no production yet: pin nothing
    #[arg(long, conflicts_with_all = ["project", "production_branch"])]
    no_production: bool,

    /// Also write docker-compose.dev.yml, with PostgreSQL and Redis
    #[arg(long)]
    docker: bool,

    /// Also write a GitHub workflow that runs `skate-env check`
    #[arg(long)]
    ci: bool,
}

impl Arguments {
    /// Whether production is named as Neon's API knows it.
    fn names_production(&self) -> bool {
        self.project.is_some() || self.production_branch.is_some()
    }
}

pub(crate) fn run(
    arguments: &Arguments,
    context: &Context,
    output: &Output,
) -> Result<Exit, Failure> {
    let project = Project::look(&context.directory)?;
    let prompt = Prompt::at_terminal();
    if prompt.is_none() && !arguments.yes && !arguments.dry_run {
        return Err(Failure::usage(
            "There is no terminal to ask at.",
            "Say --yes to write, or --dry-run to see what would change.",
        ));
    }
    let production = production::find(arguments, context, output)?;
    let (steps, mut notes) = plan::plan(arguments, context, &project, production.as_ref())?;
    let changes = steps.iter().any(|step| step.new_text().is_some());
    let mut written = false;
    if changes {
        // Whoever is about to be asked has to see what about.
        if !output.quiet || !arguments.yes {
            print_stderr(&diff::diff(&steps));
        }
        if !arguments.dry_run {
            undoable(arguments, &context.directory, &steps, &mut notes)?;
            let asked = prompt.filter(|_| !arguments.yes);
            written = asked.map_or(Ok(true), |prompt| prompt.confirm(&question(&steps)))?;
        }
    }
    if written {
        write::write(&context.directory, &steps)?;
    }
    output.answer(&Report {
        project: project.describe(),
        production: production.as_ref().map(|it| it.said.as_str()),
        written,
        files: steps.iter().map(FileData::of).collect(),
        notes: &notes,
    })?;
    let declined = changes && !written && !arguments.dry_run;
    Ok(if declined { Exit::Failed } else { Exit::Done })
}

fn question(steps: &[Step]) -> String {
    let count = steps.iter().filter(|step| step.new_text().is_some()).count();
    format!(
        "Write {}?",
        if count == 1 { "this file".to_owned() } else { format!("these {count} files") }
    )
}

/// Refuses what git could not undo; where there is no git, says so.
fn undoable(
    arguments: &Arguments,
    directory: &Path,
    steps: &[Step],
    notes: &mut Vec<String>,
) -> Result<(), Failure> {
    let changed = steps.iter().filter(|step| step.old.is_some() && step.new_text().is_some());
    let changed: Vec<_> = changed.map(|step| step.path.as_str()).collect();
    let Some(git) = Git::find(directory) else {
        notes.push("This is no git repository: nothing undoes the changes.".to_owned());
        return Ok(());
    };
    let unsaved = git.unsaved(&changed);
    if unsaved.is_empty() {
        notes.push(format!("To undo it: `{}`.", undo(steps, &changed)));
    }
    if unsaved.is_empty() || arguments.force {
        return Ok(());
    }
    Err(Failure::usage(
        format!("Git could not bring back {} as it is now.", unsaved.join(", ")),
        "Commit first, so that this can be undone; or say --force.",
    ))
}

/// These files and no others: somebody may be in the middle of something else.
fn undo(steps: &[Step], changed: &[&str]) -> String {
    let created = steps.iter().filter(|step| step.old.is_none() && step.new_text().is_some());
    let created: Vec<_> = created.map(|step| step.path.as_str()).collect();
    let restore = (!changed.is_empty()).then(|| format!("git checkout -- {}", changed.join(" ")));
    let remove = (!created.is_empty()).then(|| format!("git clean -f -x -- {}", created.join(" ")));
    restore.into_iter().chain(remove).collect::<Vec<_>>().join(" && ")
}
