//! `skate-env status`: shows which database this is, and why.

mod report;

use skate_env_core::{Environment, Error, Request, ResolvedDatabase, Variables, isolation};

use self::report::{Report, Resolution};
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

/// Show which environment and database this directory uses, and why
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

    /// Connect to the database and compare its identity, too
    #[arg(long)]
    live: bool,
}

/// Reports what is known even if a guard refuses, and then ends with the refusal.
pub(crate) fn run(
    arguments: &Arguments,
    context: &Context,
    output: &Output,
) -> Result<Exit, Failure> {
    let variables = context.variables()?;
    let (environment, decided_by) = environment(context, &variables)?;
    let resolved = context.resolve(&variables, arguments.purpose.purpose);
    let wanted = resolved.as_ref().ok().filter(|it| arguments.live && it.target.is_some());
    let check = wanted.map(|resolved| IdentityCheck::run(resolved, context, output));
    let check = check.transpose()?;
    let resolution = match &resolved {
        Ok(resolved) => Resolution::Resolved(resolved),
        Err(error) => {
            let request = Request::new();
            let inspection = isolation::inspect(environment, &variables, &context.config, &request);
            Resolution::Refused(Box::new(inspection), error)
        }
    };
    let config = context.config_path.as_ref().map(|path| context.relative(path));
    let plane = ControlPlaneAccess::find(context, &variables)
        .map_or_else(|| no_access(context), |it| it.plane);
    let strict = context.config.strict;
    let report = Report::new(environment, decided_by, resolution, (config, strict), plane);
    let report = report.with_identity(check.as_ref()).with_seal(skate_env_seal::is_sealed());
    output.answer(&report)?;
    end(resolved, check, output)
}

/// The control plane if no key is set and none runs here.
fn no_access(context: &Context) -> ControlPlane {
    if local_folder::has_control_plane(context) {
        ControlPlane::Stopped
    } else {
        ControlPlane::None
    }
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
    check: Option<IdentityCheck>,
    output: &Output,
) -> Result<Exit, Failure> {
    let resolved = resolved?;
    output.warn(&resolved.warnings);
    let warning = check.map_or(Ok(None), IdentityCheck::warning)?;
    output.warn(warning.as_slice());
    Ok(Exit::Done)
}
