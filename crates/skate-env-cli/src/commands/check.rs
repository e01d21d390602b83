//! `skate-env check`: the isolation table.

mod live;
mod report;

use skate_env_core::{
    Environment, Error,
    dotenv::Mode,
    isolation::{Inspection, Isolation, inspect},
};

use self::{live::Answers, report::Report};
use crate::{context::Context, exit::Exit, failure::Failure, output::Output};

/// Compare the databases of all environments; exit 3 unless each has its own
///
/// Looks at every environment as a process of it would be served here, dotenv files included.
/// No URL is printed, so production needs no consent. An environment that has no database here is
/// absent, which is no failure. With --live every database is asked who it is; without it nothing
/// is connected to.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env check
  skate-env check --live
  skate-env check --output json | jq -r '.environments[] | select(.state == \"refused\")'")]
pub(crate) struct Arguments {
    /// Ask every database who it is, and compare that, too
    #[arg(long)]
    live: bool,
}

pub(crate) fn run(
    arguments: &Arguments,
    context: &Context,
    output: &Output,
) -> Result<Exit, Failure> {
    if context.requested().is_some() {
        return Err(Failure::usage(
            "`check` looks at every environment: --environment has no meaning here.",
            "Leave it out; `skate-env status -e ENV` shows one.",
        ));
    }
    let isolation = isolation(context)?;
    let asked = arguments.live.then(|| Answers::of(&isolation, &context.config, output));
    let answers = asked.transpose()?;
    let refusal = match &answers {
        Some(answers) => answers.refusal(&isolation),
        None => isolation.refusal(),
    };
    let report = Report { isolation: &isolation, answers: answers.as_ref(), refusal: &refusal };
    output.answer(&report)?;
    for inspection in &isolation.inspections {
        output.warn(&inspection.warnings);
    }
    output.warn(&answers.map(|answers| answers.doubts()).unwrap_or_default());
    refusal.map_or(Ok(Exit::Done), |error| Err(error.into()))
}

/// Every environment, as a process of it would be served here.
pub(crate) fn isolation(context: &Context) -> Result<Isolation, Error> {
    let (running, _) = Environment::from_variables(&context.variables()?)?;
    let inspections: Result<Vec<_>, Error> =
        Environment::ALL.into_iter().map(|environment| look(context, environment)).collect();
    Ok(Isolation::of(running, inspections?))
}

/// With the dotenv files that a process of the environment reads. A test run reads its own;
/// `-e testing`, outside of one, reads those of development.
fn look(context: &Context, environment: Environment) -> Result<Inspection, Error> {
    let request = context.request(None);
    let look = |mode| -> Result<Inspection, Error> {
        let variables = context.variables_in(mode)?;
        Ok(inspect(environment, &variables, &context.config, &request))
    };
    match environment {
        Environment::Production => look(Mode::Production),
        Environment::Testing => {
            let (run, outside) = (look(Mode::Test)?, look(Mode::Development)?);
            Ok(if !run.has_own() && outside.has_own() { outside } else { run })
        }
        _ => look(Mode::Development),
    }
}
