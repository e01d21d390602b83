//! A run, from the first look to the last.

use skate_env_core::{Code, Error, Problem};
use tokio_postgres::Client;

use crate::{
    Catalogue, Key, Leak, Plan, Report, Rules, apply::apply, error::database_error,
    leak_scan::Samples, old_values, plan,
};

/// Names are whole, nothing hides rows, and nobody is waited for without an end.
const SESSION: &str = "
    SET search_path = pg_catalog;
    SET row_security = off;
    SET standard_conforming_strings = on;
    SET default_transaction_read_only = off;
    SET statement_timeout = 0;
    SET lock_timeout = '60s'";

/// Masks the database of this session, which must be the branch's and its owner's.
///
/// # Errors
/// `unmasked_data`, `invalid_config`: what the plan refuses, before anything changes, or what the
/// search found afterwards. `database_refused`, `database_unavailable`. Whatever the error, the
/// branch is not masked and has to go.
pub async fn mask(client: &mut Client, rules: &Rules) -> Result<Report, Error> {
    let (catalogue, plan) = plan_database(client, rules).await?;
    let samples = Samples::take(client, &plan).await?;
    let applied = apply(client, &catalogue, &plan, &Key::draw()?).await?;
    old_values::remove(client, &plan, &applied).await?;
    let leaks = samples.search(client, &catalogue).await?;
    if rules.strict
        && let Some(error) = Error::from_problems(leaks.iter().map(leak).collect())
    {
        return Err(error);
    }
    Ok(Report {
        masked: masked(&plan),
        unclassified: plan.unclassified.iter().map(ToString::to_string).collect(),
        rows: applied.rows,
        samples: samples.len(),
        leaks,
    })
}

/// What would be masked in the database of this session. Nothing changes, and no row is read.
///
/// # Errors
/// What the plan refuses, or `database_refused`, `database_unavailable`.
pub async fn plan_database(client: &Client, rules: &Rules) -> Result<(Catalogue, Plan), Error> {
    let catalogue = catalogue(client).await?;
    let plan = plan(&catalogue, rules)?;
    Ok((catalogue, plan))
}

/// Whether a database has any table of somebody's: for the one beside the masked one.
///
/// # Errors
/// `database_refused`, `database_unavailable`.
pub async fn holds_tables(client: &Client) -> Result<bool, Error> {
    Ok(!catalogue(client).await?.tables.is_empty())
}

async fn catalogue(client: &Client) -> Result<Catalogue, Error> {
    let prepared = client.batch_execute(SESSION).await;
    prepared.map_err(|error| database_error(&error, "to prepare the session"))?;
    Catalogue::read(client).await
}

/// A partition's columns are its root's.
fn masked(plan: &Plan) -> Vec<(String, String)> {
    let columns = plan.tables.iter().flat_map(|table| &table.columns);
    let mut names: Vec<_> = columns.map(|it| (it.name.to_string(), it.mask.to_string())).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn leak(leak: &Leak) -> Problem {
    let message = format!(
        "`{}` holds values in {} rows that were masked in another column.",
        leak.column, leak.rows
    );
    let hint = format!("Write a rule for `{}` that does not keep them.", leak.column);
    Problem::new(Code::UnmaskedData, message, hint)
}
