//! Identifies and verifies a resolved database: on a new connection, or on the caller's.

use tokio_postgres::Client;

use super::{Identity, Session, VerifyOptions, identify, judge};
use crate::{Config, Error, ResolvedDatabase};

/// Connects to a database, asks for its identity, and judges it.
///
/// The direct URL is asked where there is one: a pooler leads to the same server, and takes no
/// settings. Guarded work belongs into the session that was asked: see [`verify_client`].
///
/// # Errors
/// Those of [`Session::open`], [`identify`] and [`judge`].
pub async fn verify(
    resolved: &ResolvedDatabase,
    config: &Config,
    options: &VerifyOptions,
) -> Result<Identity, Error> {
    let session = open(resolved, options).await?;
    verify_client(session.client(), resolved, config).await
}

/// Asks a database for its identity; [`prove`](super::prove) judges it.
///
/// # Errors
/// Those of [`Session::open`] and [`identify`].
pub async fn identify_resolved(
    resolved: &ResolvedDatabase,
    options: &VerifyOptions,
) -> Result<Identity, Error> {
    identify(open(resolved, options).await?.client()).await
}

/// Asks on the caller's own session and judges the answer: check and work share the session, and
/// no name, port or pooler can change hands between them.
///
/// ```no_run
/// # async fn deploy(
/// #     mut client: tokio_postgres::Client,
/// #     resolved: skate_env_core::ResolvedDatabase,
/// #     config: skate_env_core::Config,
/// # ) -> Result<(), Box<dyn std::error::Error>> {
/// let transaction = client.transaction().await?;
/// skate_env_core::verify::verify_client(transaction.client(), &resolved, &config).await?;
/// transaction.batch_execute("ALTER TABLE …").await?;
/// transaction.commit().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// Those of [`identify`] and [`judge`].
pub async fn verify_client(
    client: &Client,
    resolved: &ResolvedDatabase,
    config: &Config,
) -> Result<Identity, Error> {
    let identity = identify(client).await?;
    judge(&identity, resolved, config)?;
    Ok(identity)
}

async fn open(resolved: &ResolvedDatabase, options: &VerifyOptions) -> Result<Session, Error> {
    let url = resolved.direct_url.as_ref().unwrap_or(&resolved.url);
    let opened = Session::open_at(url, resolved.target.as_ref(), options).await;
    opened.map_err(|error| error.in_environment(resolved.environment))
}
