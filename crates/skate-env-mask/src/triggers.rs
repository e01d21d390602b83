//! Disables triggers, rules and row-level security during masking: a trigger may copy the old row into
//! an audit table, a rule may rewrite the UPDATE, and row-level security may hide rows.

use skate_env_core::Error;
use tokio_postgres::{Transaction, types::Type};

use crate::error::database_error;

/// For each, the statement that disables it, and the one that restores its state.
const STATEMENTS: &str = "
    SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname),
           format('ALTER TABLE %s ENABLE %s TRIGGER %I', tgrelid::regclass,
                  CASE tgenabled WHEN 'R' THEN 'REPLICA' WHEN 'A' THEN 'ALWAYS' ELSE '' END, tgname)
    FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D' AND tgrelid = ANY ($1)
    UNION ALL
    SELECT format('ALTER TABLE %s DISABLE RULE %I', ev_class::regclass, rulename),
           format('ALTER TABLE %s ENABLE %s RULE %I', ev_class::regclass,
                  CASE ev_enabled WHEN 'R' THEN 'REPLICA' WHEN 'A' THEN 'ALWAYS' ELSE '' END, rulename)
    FROM pg_rewrite WHERE ev_type <> '1' AND ev_enabled <> 'D' AND ev_class = ANY ($1)
    UNION ALL
    SELECT format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', oid::regclass),
           format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', oid::regclass)
    FROM pg_class WHERE relforcerowsecurity AND oid = ANY ($1)";

/// Disables them; returns the statements that restore them.
pub(crate) async fn disable_triggers(
    transaction: &Transaction<'_>,
    tables: &[u32],
) -> Result<Vec<String>, Error> {
    let doing = "to disable triggers";
    let refused = |error| database_error(&error, doing);
    let query = transaction.prepare_typed(STATEMENTS, &[Type::OID_ARRAY]).await.map_err(refused)?;
    let rows = transaction.query(&query, &[&tables]).await.map_err(refused)?;
    let mut restore = Vec::new();
    for row in rows {
        transaction.batch_execute(row.get(0)).await.map_err(refused)?;
        restore.push(row.get(1));
    }
    Ok(restore)
}
