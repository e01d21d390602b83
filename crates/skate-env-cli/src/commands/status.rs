//! `skate-env status`: which database, and why.

mod report;

use skate_env_core::{Environment, Error, Request, ResolvedDatabase, Variables, isolation};

use self::report::{Finding, Report};
use crate::{
    context::Context,
    control_plane::ControlPlane,
    control_plane::ControlPlaneAccess,
    control_plane::local_folder,
    exit::Exit,
    failure::Failure,
    options::PurposeOption,
    output::{Origin, Output},
    verification::IdentityCheck,
};

/// Show which environment and database this is, and why
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env status
  skate-env status --live
  skate-env status -e staging --purpose migrate
  skate-env status --output json | jq -r .verdict")]
pub(crate) struct Arguments {
    #[command(flatten)]
    purpose: PurposeOption,

    /// Ask the database who it is, and compare that, too
    #[arg(long)]
    live: bool,
}

/// Reports what is known even where a guard refuses, and then ends as the guard does.
pub(crate) fn run(
    arguments: &Arguments,
    context: &Context,
    output: &Output,
) -> Result<Exit, Failure> {
    let variables = context.variables()?;
    let (environment, decided_by) = environment(context, &variables)?;
    let resolved = context.resolve(&variables, arguments.purpose.purpose);
    let wanted = resolved.as_ref().ok().filter(|it| arguments.live && it.target.is_some());
    let asked = wanted.map(|resolved| IdentityCheck::of(resolved, context, output));
    let asked = asked.transpose()?;
    let finding = match &resolved {
        Ok(resolved) => Finding::Resolved(resolved),
        Err(error) => {
            let request = Request::new();
            let seen = isolation::inspect(environment, &variables, &context.config, &request);
            Finding::Refused(Box::new(seen), error)
        }
    };
    let config = context.config_path.as_ref().map(|path| context.relative(path));
    let plane = ControlPlaneAccess::find(context, &variables)
        .map_or_else(|| absent(context), |it| it.plane);
    let strict = context.config.strict;
    let report = Report::new(environment, decided_by, finding, (config, strict), plane);
    output.answer(&report.asked(asked.as_ref()))?;
    end(resolved, asked, output)
}

/// Where nobody gave a key and nothing runs.
fn absent(context: &Context) -> ControlPlane {
    if local_folder::is_there(context) { ControlPlane::Stopped } else { ControlPlane::None }
}

fn environment(
    context: &Context,
    variables: &Variables,
) -> Result<(Environment, Option<Origin>), Error> {
    if let Some(requested) = context.requested() {
        return Ok((requested, Some(Origin::new("--environment", None))));
    }
    let (environment, variable) = Environment::from_variables(variables)?;
    Ok((environment, variable.map(|name| Origin::new(name, variables.place(name)))))
}

fn end(
    resolved: Result<ResolvedDatabase, Error>,
    asked: Option<IdentityCheck>,
    output: &Output,
) -> Result<Exit, Failure> {
    let resolved = resolved?;
    output.warn(&resolved.warnings);
    let answer = asked.map_or(Ok(None), IdentityCheck::doubt)?;
    output.warn(answer.as_slice());
    Ok(Exit::Done)
}
