//! Masks a database: reads the catalogue, plans, masks, removes old values, searches for leaks.

use skate_env_core::{Code, Error, Problem};
use tokio_postgres::Client;

use crate::{
    Catalogue, Key, Leak, Plan, Report, Rules, apply::apply, error::database_error,
    leak_scan::Samples, old_values, plan,
};

/// Qualified names, no row-level security, and no endless wait for a lock.
const SESSION: &str = "
    SET search_path = pg_catalog;
    SET row_security = off;
    SET standard_conforming_strings = on;
    SET default_transaction_read_only = off;
    SET statement_timeout = 0;
    SET lock_timeout = '60s'";

/// Masks the database of this session, which must be on the branch, as the owner of its tables.
///
/// # Errors
/// `unmasked_data`, `invalid_config`: a problem of the plan, before anything changes, or a leak that
/// the search found. `database_refused`, `database_unavailable`. After any error, the branch is not
/// masked and must be deleted.
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

/// Plans the masking of the database of this session. Changes nothing, and reads no row.
///
/// # Errors
/// The problems of the plan, or `database_refused`, `database_unavailable`.
pub async fn plan_database(client: &Client, rules: &Rules) -> Result<(Catalogue, Plan), Error> {
    let catalogue = catalogue(client).await?;
    let plan = plan(&catalogue, rules)?;
    Ok((catalogue, plan))
}

/// Whether a database has a user table. For other databases than the masked one.
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

/// The masked columns; those of partitions count as the root's.
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
    let hint = format!("Write a rule for `{}` that replaces them.", leak.column);
    Problem::new(Code::UnmaskedData, message, hint)
}
