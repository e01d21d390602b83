//! What an environment's database says of its migrations, asked read-only and proven first.

use secrecy::ExposeSecret as _;
use skate_env_core::{
    Code, Config, Environment, Error, Purpose, Request, ResolvedDatabase, Variables,
    WritableChanges,
    isolation::inspect,
    neon::{BranchRef, RetryPolicy},
    verify::{self, Session, VerifyOptions},
};
use skate_env_migrate::{History, schema_of};

use crate::{context::Context, control_plane::ControlPlaneAccess, failure::Failure};

/// Reads the history of an environment, by its own URL or else by the control plane's word.
pub(super) async fn history(
    context: &Context,
    variables: &Variables,
    environment: Environment,
) -> Result<History, Failure> {
    let read = |variables: &Variables| context.resolve_for(variables, environment, Purpose::Read);
    // Production's names are everybody's, and its branch is lent to nobody.
    let own = environment.is_production()
        || inspect(environment, variables, &context.config, &Request::new()).has_own();
    let lent = if own { None } else { lent(context, variables, environment).await? };
    let resolved = read(lent.as_ref().unwrap_or(variables))?;
    Ok(of(&resolved, &context.config).await?)
}

/// Reads the history of a database that was resolved, in a session that is proven.
pub(super) async fn of(resolved: &ResolvedDatabase, config: &Config) -> Result<History, Error> {
    let session = Session::open(&resolved.url, &VerifyOptions::default()).await?;
    verify::verify_client(session.client(), resolved, config).await?;
    History::read(session.client(), &schema_of(&resolved.url)).await
}

/// The variables as if they held the URLs of the environment's branch; `None` where no control
/// plane is known, or where it has no such branch.
async fn lent(
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
    let mut lent = variables.clone();
    for change in changes.changes() {
        lent.set(change.name(), change.value().map_or("", |value| value.expose_secret()));
    }
    Ok(Some(lent))
}
