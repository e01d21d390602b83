//! A session that holds a lock, as `pg_stat_activity` shows it.

use std::fmt;

use tokio_postgres::Row;

/// A session that others wait for. It leaves out the query, which may hold data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockHolder {
    /// Its process id on the server; 0 for a prepared transaction.
    pub pid: i32,
    /// Its `application_name`.
    pub application: Option<String>,
    /// Its role.
    pub user: Option<String>,
    /// Its state: `active`, `idle in transaction`. PostgreSQL shows it to privileged roles only.
    pub state: Option<String>,
    /// The age of its transaction, or of its session if it has none, in seconds.
    pub seconds: Option<i64>,
}

/// The columns of `pg_stat_activity AS holder` that [`LockHolder::read`] reads.
pub(super) const COLUMNS: &str = "holder.pid, holder.application_name, holder.usename::text, \
    holder.state, \
    extract(epoch FROM clock_timestamp() - coalesce(holder.xact_start, holder.backend_start))::bigint";

impl LockHolder {
    pub(super) fn read(row: &Row) -> Result<Self, tokio_postgres::Error> {
        let word = |text: Option<String>| text.filter(|text| !text.is_empty());
        Ok(Self {
            pid: row.try_get::<_, Option<i32>>(0)?.unwrap_or_default(),
            application: word(row.try_get(1)?),
            user: word(row.try_get(2)?),
            state: word(row.try_get(3)?),
            seconds: row.try_get(4)?,
        })
    }
}

impl fmt::Display for LockHolder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.pid == 0 {
            return formatter.write_str("a prepared transaction");
        }
        write!(formatter, "process {}", self.pid)?;
        let facts = [
            self.application.as_ref().map(|name| format!("\"{name}\"")),
            self.user.as_ref().map(|user| format!("role {user}")),
            self.state.clone(),
            self.seconds.map(|seconds| format!("for {seconds} s")),
        ];
        let facts: Vec<_> = facts.into_iter().flatten().collect();
        if facts.is_empty() { Ok(()) } else { write!(formatter, " ({})", facts.join(", ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_holder_is_described_by_its_visible_columns() {
        let holder = LockHolder {
            pid: 42,
            application: Some("psql".into()),
            user: Some("ada".into()),
            state: Some("idle in transaction".into()),
            seconds: Some(7),
        };
        let whole = "process 42 (\"psql\", role ada, idle in transaction, for 7 s)";
        assert_eq!(holder.to_string(), whole);
        let hidden =
            LockHolder { application: None, user: None, state: None, seconds: None, ..holder };
        assert_eq!(hidden.to_string(), "process 42");
        assert_eq!(LockHolder { pid: 0, ..hidden }.to_string(), "a prepared transaction");
    }
}
