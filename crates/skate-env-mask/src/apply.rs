//! Masks every table of a plan in one transaction.

use skate_env_core::Error;
use tokio_postgres::{Client, Transaction, types::Type};

use crate::{
    Catalogue, Key, MaskedTable, Plan,
    error::{constraint_error, database_error},
    expression,
    expression::identifier,
    triggers::disable_triggers,
};

const UNLINK: &str = "SELECT count(lo_unlink(oid)) FROM pg_largeobject_metadata";

/// What was masked.
pub(crate) struct AppliedPlan {
    pub(crate) rows: u64,
    /// The transaction id: transactions that start later do not see the old values.
    pub(crate) transaction: String,
}

/// Masks every table of the plan. An error leaves the database unchanged.
pub(crate) async fn apply(
    client: &mut Client,
    catalogue: &Catalogue,
    plan: &Plan,
    key: &Key,
) -> Result<AppliedPlan, Error> {
    let begun = client.transaction().await;
    let transaction = begun.map_err(|error| database_error(&error, "to begin the transaction"))?;
    let tables: Vec<u32> = plan.tables.iter().map(|table| table.id).collect();
    let restore_triggers = disable_triggers(&transaction, &tables).await?;
    let drops = plan.foreign_keys.iter().map(|it| it.drop.clone());
    run(&transaction, drops, "to drop foreign keys").await?;
    let mut rows = 0;
    for table in &plan.tables {
        let doing = format!("to mask {}", table.sql);
        let refused = |error| constraint_error(&error, catalogue, &doing);
        let update = transaction.prepare_typed(&update(table), &[Type::BYTEA, Type::BYTEA]).await;
        let update = update.map_err(refused)?;
        rows += transaction.execute(&update, &[&key.inner, &key.outer]).await.map_err(refused)?;
    }
    if plan.unlinks_large_objects {
        run(&transaction, [UNLINK.to_owned()], "to unlink large objects").await?;
    }
    // PostgreSQL checks every row again.
    let additions = plan.foreign_keys.iter().flat_map(|it| it.add.clone());
    run(&transaction, additions, "to add foreign keys again").await?;
    run(&transaction, restore_triggers, "to enable triggers again").await?;
    let refused = |error| database_error(&error, "to commit");
    let row = transaction.query_one("SELECT pg_current_xact_id()::xid::text", &[]).await;
    let id = row.map_err(refused)?.get(0);
    transaction.commit().await.map_err(refused)?;
    Ok(AppliedPlan { rows, transaction: id })
}

/// One `UPDATE` for all columns of a table. Child tables have their own.
fn update(table: &MaskedTable) -> String {
    let set = table.columns.iter().map(|it| {
        format!("{} = {}", identifier(&it.column.name), expression(&it.mask, &it.column))
    });
    let held =
        table.columns.iter().map(|it| format!("{} IS NOT NULL", identifier(&it.column.name)));
    let (set, held): (Vec<_>, Vec<_>) = (set.collect(), held.collect());
    format!("UPDATE ONLY {} SET {} WHERE {}", table.sql, set.join(", "), held.join(" OR "))
}

async fn run(
    transaction: &Transaction<'_>,
    statements: impl IntoIterator<Item = String>,
    doing: &str,
) -> Result<(), Error> {
    for statement in statements {
        let done = transaction.batch_execute(&statement).await;
        done.map_err(|error| database_error(&error, doing))?;
    }
    Ok(())
}
