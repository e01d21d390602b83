//! Reads the migration history of an environment's database: read-only, and only after the database
//! has proven its identity.

use secrecy::ExposeSecret as _;
use skate_env_core::{
    Code, Environment, Error, Purpose, Request, ResolvedDatabase, Variables, WritableChanges,
    isolation::inspect,
    neon::{BranchRef, RetryPolicy},
};
use skate_env_migrate::{History, schema_of};

use crate::{
    context::Context, control_plane::ControlPlaneAccess, failure::Failure,
    verification::open_verified,
};

/// Reads the history with the environment's own URL, or else with the URL of its branch from the
/// control plane.
pub(super) async fn read(
    context: &Context,
    variables: &Variables,
    environment: Environment,
) -> Result<History, Failure> {
    // Production's URL is never taken from the control plane.
    let has_own_url = environment.is_production()
        || inspect(environment, variables, &context.config, &Request::new()).has_own();
    let with_branch = if has_own_url {
        None
    } else {
        variables_with_branch(context, variables, environment).await?
    };
    let variables = with_branch.as_ref().unwrap_or(variables);
    let resolved = context.resolve_for(variables, environment, Purpose::Read)?;
    Ok(read_resolved(&resolved, context).await?)
}

async fn read_resolved(resolved: &ResolvedDatabase, context: &Context) -> Result<History, Error> {
    let (session, _) = open_verified(resolved, &resolved.url, context).await?;
    History::read(session.client(), &schema_of(&resolved.url)).await
}

/// The variables as if they held the URLs of the environment's branch. `None` without a control
/// plane or without such a branch.
async fn variables_with_branch(
    context: &Context,
    variables: &Variables,
    environment: Environment,
) -> Result<Option<Variables>, Failure> {
    let Some(access) = ControlPlaneAccess::find(context, variables) else { return Ok(None) };
    let mut config = context.config.clone();
    let client = access.client(RetryPolicy::default())?;
    let branches = access.branches(client, &mut config, variables).await?;
    let found = match branches.find(environment.as_str()).await {
        Err(error) if error.code() == Code::UnknownBranch => return Ok(None),
        found => found?,
    };
    let connection =
        branches.connection(&BranchRef::Id(found.branch.id.clone()), environment).await?;
    let changes = WritableChanges::check(
        environment,
        connection.pooled.expose_secret(),
        Some(connection.direct.expose_secret()),
        variables,
        &config,
        &Request::new(),
    )?;
    let mut own = variables.clone();
    for change in changes.changes() {
        own.set(change.name(), change.value().map_or("", |value| value.expose_secret()));
    }
    Ok(Some(own))
}
