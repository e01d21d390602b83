//! `skate-env init`: sets up a project, with production pinned.

mod diff;
mod docker;
mod env_example;
mod file_change;
mod file_changes;
mod gitignore;
mod json_text;
mod lines;
mod next_config;
mod policy;
mod prisma_config;
mod prisma_schema;
mod production;
mod report;
mod script_edits;
mod scripts;
mod test_config;
mod undo;
mod workflows;
mod write;

use self::{
    file_change::FileChange,
    report::{FileData, Report},
};
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::{Output, print_stderr},
    project::Project,
    prompt::Prompt,
};

/// Set up this project: skate-env.toml with production pinned, Prisma, Next.js, tests, scripts
///
/// Reads the project, shows what would change, asks once, and writes all files or none. If it
/// cannot change a file safely, it leaves the file alone and prints the lines to write by hand. A
/// second run changes nothing. Without a terminal it cannot ask: use --yes or --dry-run.
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

    /// Also change files that git cannot restore
    #[arg(long)]
    force: bool,

    /// Pin production by the URL in this variable
    #[arg(long, value_name = "VARIABLE", conflicts_with_all = ["project", "production_branch", "no_production"])]
    production_url_from: Option<String>,

    /// Pin production by Neon's API, in this project [default: the one in .neon, or the only one]
    #[arg(long, value_name = "ID")]
    project: Option<String>,

    /// Production's branch in Neon [default: the project's default branch]
    #[arg(long, value_name = "NAME")]
    production_branch: Option<String>,

    /// Pin nothing: there is no production yet
    #[arg(long, conflicts_with_all = ["project", "production_branch"])]
    no_production: bool,

    /// Also write docker-compose.dev.yml, with PostgreSQL and Redis
    #[arg(long)]
    docker: bool,

    /// Also write GitHub workflows: `skate-env check`, and a database for each pull request
    #[arg(long, alias = "ci")]
    github: bool,
}

impl Arguments {
    /// Whether an option says which of Neon's branches is production.
    fn names_production(&self) -> bool {
        self.project.is_some() || self.production_branch.is_some()
    }
}

pub(crate) fn run(
    arguments: &Arguments,
    context: &Context,
    output: &Output,
) -> Result<Exit, Failure> {
    let project = Project::detect(&context.directory)?;
    let prompt = Prompt::at_terminal();
    if prompt.is_none() && !arguments.yes && !arguments.dry_run {
        return Err(Failure::usage(
            "Cannot ask before writing: there is no terminal.",
            "Run `skate-env init --yes` to write, or `skate-env init --dry-run` to see what would change.",
        ));
    }
    let production = production::find(arguments, context, output)?;
    let (changes, mut notes) =
        file_changes::plan(arguments, context, &project, production.as_ref())?;
    let has_changes = changes.iter().any(|change| change.new_text().is_some());
    let mut written = false;
    if has_changes {
        // You are asked about what you see.
        if !output.quiet || !arguments.yes {
            print_stderr(&diff::diff(&changes));
        }
        if !arguments.dry_run {
            notes.push(undo::command(&context.directory, &changes, arguments.force)?);
            let asked = prompt.filter(|_| !arguments.yes);
            written = asked.map_or(Ok(true), |prompt| prompt.confirm(&question(&changes)))?;
        }
    }
    if written {
        write::write(&context.directory, &changes)?;
    }
    output.answer(&Report {
        project: project.describe(),
        production: production.as_ref().map(|it| it.description.as_str()),
        written,
        files: changes.iter().map(FileData::of).collect(),
        notes: &notes,
    })?;
    let declined = has_changes && !written && !arguments.dry_run;
    Ok(if declined { Exit::Failed } else { Exit::Done })
}

fn question(changes: &[FileChange]) -> String {
    let count = changes.iter().filter(|change| change.new_text().is_some()).count();
    format!(
        "Write {}?",
        if count == 1 { "this file".to_owned() } else { format!("these {count} files") }
    )
}
