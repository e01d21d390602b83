//! Who holds a lock.

use std::fmt;

use tokio_postgres::Row;

/// A session that others wait for. Never what it runs: a statement may hold data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockHolder {
    /// Its process on the server; 0 for a prepared transaction.
    pub pid: i32,
    /// What it calls itself.
    pub application: Option<String>,
    /// Its role.
    pub user: Option<String>,
    /// What it does: `active`, `idle in transaction`. Only told to those who may see it.
    pub state: Option<String>,
    /// For how long its transaction (or else its session) has been open.
    pub seconds: Option<i64>,
}

/// What a statement selects of `pg_stat_activity AS holder` for [`LockHolder::read`].
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
    fn a_holder_is_told_by_what_may_be_seen() {
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
