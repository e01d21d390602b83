//! Searches for leaks: takes samples before masking, and looks for them in every column that can
//! hold text afterwards.

use skate_env_core::{Error, Mask};
use tokio_postgres::Client;

use crate::{
    Catalogue, Leak, MaskedTable, Plan, Table, TableKind, ValueKind, error::database_error,
    expression::identifier,
};

/// Rows of a column from which samples are chosen, and the number of samples.
const SAMPLED_ROWS: u32 = 10_000;
const SAMPLES: u32 = 40;
/// The minimum length of a sample: shorter values occur everywhere by chance.
const MIN_LENGTH: u32 = 7;
const MIN_TEXT_LENGTH: u32 = 12;

/// Values from before the masking. They are personal data: no `Debug`.
pub(crate) struct Samples(Vec<String>);

impl Samples {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes the samples. Call it before masking.
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

    /// The columns in which a sample is still found.
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
                rows.map_err(|error| database_error(&error, "to search for masked values"))?;
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
            Mask::Email | Mask::Phone | Mask::Token | Mask::Uuid | Mask::Name => MIN_LENGTH,
            _ => MIN_TEXT_LENGTH,
        };
        // A pseudo-random order that is the same in every run.
        format!(
            "SELECT lower(value) FROM (SELECT {column}::text AS value FROM ONLY {} \
             WHERE length({column}::text) BETWEEN {shortest} AND 400 LIMIT {SAMPLED_ROWS}) AS first \
             GROUP BY 1 ORDER BY md5(lower(value)) LIMIT {SAMPLES}",
            table.sql
        )
    })
}

/// The columns of a table that can hold text, and a query that counts the rows with a sample.
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
