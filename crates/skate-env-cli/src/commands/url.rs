//! `skate-env url`: prints the URL and nothing else.

use std::fmt::{self, Write as _};

use serde::Serialize;
use skate_env_core::ResolvedDatabase;

use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    options::PurposeOption,
    output::{Answer, Output, ProblemData},
};

/// Print the URL that this process may use, and nothing else, for scripts
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  psql \"$(skate-env url --purpose read)\"
  DATABASE_URL=\"$(skate-env url -e testing)\" cargo test")]
pub(crate) struct Arguments {
    #[command(flatten)]
    purpose: PurposeOption,
}

pub(crate) fn run(
    arguments: &Arguments,
    context: &Context,
    output: &Output,
) -> Result<Exit, Failure> {
    let variables = context.variables()?;
    let resolved = context.resolve(&variables, arguments.purpose.purpose)?;
    output.warn(&resolved.warnings);
    output.answer(&Report::of(&resolved))?;
    Ok(Exit::Done)
}

/// The only answer that holds a password.
#[derive(Serialize)]
struct Report<'r> {
    environment: &'static str,
    purpose: &'static str,
    url: &'r str,
    warnings: Vec<ProblemData<'r>>,
}

impl<'r> Report<'r> {
    fn of(resolved: &'r ResolvedDatabase) -> Self {
        Self {
            environment: resolved.environment.as_str(),
            purpose: resolved.purpose.as_str(),
            url: resolved.url.expose_secret(),
            warnings: resolved.warnings.iter().map(ProblemData::of).collect(),
        }
    }
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        writeln!(page, "{}", self.url)
    }
}
