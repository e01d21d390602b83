//! `skate-env check`: checks that every environment has its own database.

mod identity_answers;
mod report;

use skate_env_core::{
    Environment, Error,
    dotenv::Mode,
    isolation::{Inspection, Isolation, inspect},
};

use self::{identity_answers::IdentityAnswers, report::Report};
use crate::{context::Context, exit::Exit, failure::Failure, output::Output};

/// Compare the databases of all environments; exit 3 unless each has its own
///
/// Resolves every environment as a process of it would here, with its dotenv files. Prints no URL,
/// so production needs no consent. An environment without a database here is absent, which is no
/// error. With --live, every database is asked for its identity; without it, the command makes no
/// network connection.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env check
  skate-env check --live
  skate-env check --output json | jq -r '.environments[] | select(.state == \"refused\")'")]
pub(crate) struct Arguments {
    /// Connect to every database and compare their identities, too
    #[arg(long)]
    live: bool,
}

pub(crate) fn run(
    arguments: &Arguments,
    context: &Context,
    output: &Output,
) -> Result<Exit, Failure> {
    context.forbid_environment(
        "`check` compares all environments.",
        "Leave it out, or run `skate-env status -e ENV` for one environment.",
    )?;
    let isolation = isolation(context)?;
    let answers = arguments.live.then(|| IdentityAnswers::ask(&isolation, context, output));
    let answers = answers.transpose()?;
    let refusal = match &answers {
        Some(answers) => answers.refusal(&isolation),
        None => isolation.refusal(),
    };
    let report = Report { isolation: &isolation, answers: answers.as_ref(), refusal: &refusal };
    output.answer(&report)?;
    for inspection in &isolation.inspections {
        output.warn(&inspection.warnings);
    }
    output.warn(&answers.map(|answers| answers.warnings()).unwrap_or_default());
    refusal.map_or(Ok(Exit::Done), |error| Err(error.into()))
}

/// Every environment, as a process of it would resolve here.
pub(crate) fn isolation(context: &Context) -> Result<Isolation, Error> {
    let (running, _) = Environment::from_variables(&context.variables()?)?;
    let inspections: Result<Vec<_>, Error> =
        Environment::ALL.into_iter().map(|environment| inspect_one(context, environment)).collect();
    Ok(Isolation::of(running, inspections?))
}

/// Reads the dotenv files that a process of the environment reads. A test run reads its own;
/// `-e testing` outside of a test run reads those of development.
fn inspect_one(context: &Context, environment: Environment) -> Result<Inspection, Error> {
    let request = context.request(None);
    let inspect_in = |mode| -> Result<Inspection, Error> {
        let variables = context.variables_in(mode)?;
        Ok(inspect(environment, &variables, &context.config, &request))
    };
    match environment {
        Environment::Production => inspect_in(Mode::Production),
        Environment::Testing => {
            let (run, outside) = (inspect_in(Mode::Test)?, inspect_in(Mode::Development)?);
            Ok(if !run.has_own() && outside.has_own() { outside } else { run })
        }
        _ => inspect_in(Mode::Development),
    }
}
