//! A search for what was missed: samples of what was masked, in every column that can hold text.

use skate_env_core::{Error, Mask};
use tokio_postgres::Client;

use crate::{
    Catalogue, Leak, MaskedTable, Plan, Table, TableKind, ValueKind, error::database_error,
    expression::identifier,
};

/// Rows of a column that are looked at for samples, and how many are taken.
const LOOKED_AT: u32 = 10_000;
const TAKEN: u32 = 40;
/// Shorter ones are anywhere: they prove nothing.
const SHORTEST: u32 = 7;
const SHORTEST_TEXT: u32 = 12;

/// Values as they were. They are personal data: no `Debug`.
pub(crate) struct Samples(Vec<String>);

impl Samples {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes them before anything is masked.
    pub(crate) async fn take(client: &Client, plan: &Plan) -> Result<Self, Error> {
        let mut samples = Vec::new();
        for table in &plan.tables {
            for query in queries(table) {
                let rows = client.query(&query, &[]).await;
                let rows = rows.map_err(|error| database_error(&error, "to take samples"))?;
                samples.extend(rows.iter().map(|row| row.get::<_, String>(0)));
            }
        }
        samples.sort_unstable();
        samples.dedup();
        Ok(Self(samples))
    }

    /// Where any of them is still found.
    pub(crate) async fn search(
        &self,
        client: &Client,
        catalogue: &Catalogue,
    ) -> Result<Vec<Leak>, Error> {
        let mut leaks = Vec::new();
        for (id, table) in &catalogue.tables {
            let Some((names, query)) = search(catalogue, *id, table) else { continue };
            let rows = client.query(&query, &[&self.0]).await;
            let rows =
                rows.map_err(|error| database_error(&error, "to look for what was masked"))?;
            for row in &rows {
                let counts = names.iter().enumerate().map(|(at, name)| (name, row.get(at)));
                let found = counts.filter(|(_, rows): &(_, i64)| *rows > 0);
                leaks.extend(found.map(|(column, rows)| Leak {
                    column: column.clone(),
                    rows: rows.unsigned_abs(),
                }));
            }
        }
        Ok(leaks)
    }
}

fn queries(table: &MaskedTable) -> impl Iterator<Item = String> {
    let columns = table.columns.iter().filter(|it| it.column.value_kind != ValueKind::NotPersonal);
    columns.map(|it| {
        let column = identifier(&it.column.name);
        let shortest = match it.mask {
            Mask::Email | Mask::Phone | Mask::Token | Mask::Uuid | Mask::Name => SHORTEST,
            _ => SHORTEST_TEXT,
        };
        // In an order that has nothing to do with the values, and is the same in every run.
        format!(
            "SELECT lower(value) FROM (SELECT {column}::text AS value FROM ONLY {} \
             WHERE length({column}::text) BETWEEN {shortest} AND 400 LIMIT {LOOKED_AT}) AS first \
             GROUP BY 1 ORDER BY md5(lower(value)) LIMIT {TAKEN}",
            table.sql
        )
    })
}

/// The columns of a table that can hold text, and the query that counts the rows that do.
fn search(catalogue: &Catalogue, id: u32, table: &Table) -> Option<(Vec<String>, String)> {
    if !matches!(table.kind, TableKind::Table | TableKind::View) || !table.is_filled {
        return None;
    }
    let columns = table.columns.iter();
    let columns: Vec<_> = columns
        .filter(|column| matches!(column.value_kind, ValueKind::Text | ValueKind::Other))
        .filter_map(|column| Some((catalogue.name_of(id, column)?.to_string(), column)))
        .collect();
    let counts: Vec<_> = columns
        .iter()
        .map(|(_, column)| {
            let name = identifier(&column.name);
            let held = if column.type_name == "bytea" {
                format!("strpos(lower(encode({name}, 'escape')), sample) > 0")
            } else {
                format!("strpos(lower({name}::text), sample) > 0")
            };
            format!("count(*) FILTER (WHERE EXISTS (SELECT FROM unnest($1::text[]) AS sample WHERE {held}))")
        })
        .collect();
    let query = format!("SELECT {} FROM ONLY {}", counts.join(", "), table.sql());
    (!columns.is_empty()).then(|| (columns.into_iter().map(|(name, _)| name).collect(), query))
}
