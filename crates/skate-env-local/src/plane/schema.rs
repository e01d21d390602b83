//! A database's schema as SQL, by `pg_dump`, where it is installed.

use std::process::Stdio;
use std::sync::Arc;

use skate_env_core::neon::BranchId;

use super::Plane;
use crate::postgres::{Superuser, blocking, pg_dump};
use crate::state::ApiError;

impl Plane {
    pub(crate) async fn schema(
        self: &Arc<Self>,
        id: &BranchId,
        database: &str,
    ) -> Result<String, ApiError> {
        let branch = self.read(|state| state.branch(id).cloned())?;
        if branch.database(database).is_none() {
            return Err(ApiError::not_found("database", database));
        }
        let major = self.postgres.binaries.major();
        let program = pg_dump(&self.postgres.search, &self.postgres.binaries);
        let Some(program) = program else {
            return Err(ApiError::not_implemented(format!(
                "schemas need pg_dump of PostgreSQL {major} or newer, and none was found: \
                 install it with `apt-get install postgresql-client` or `brew install libpq`"
            )));
        };
        let lease = self.compute(id)?.wake().await.map_err(|error| ApiError::from(&*error))?;
        let superuser = lease.superuser();
        let account = self.postgres.account.clone();
        let database = database.to_owned();
        let output = blocking(move || {
            let mut command = account.command(&program);
            let Superuser { port, name, password } = &superuser;
            command.args(["--schema-only", "--host=127.0.0.1", "--no-password"]);
            command.arg(format!("--port={port}")).arg(format!("--username={name}"));
            command.arg(format!("--dbname={}", quoted(&database)));
            command.env("PGPASSWORD", secrecy::ExposeSecret::expose_secret(password));
            command.stdin(Stdio::null()).output()
        })
        .await;
        match output {
            Ok(output) if output.status.success() => {
                Ok(without_restrictions(&String::from_utf8_lossy(&output.stdout)))
            }
            Ok(output) => Err(ApiError::internal(format!(
                "pg_dump failed: {}",
                String::from_utf8_lossy(&output.stderr).trim()
            ))),
            Err(error) => Err(ApiError::internal(format!("pg_dump could not be run: {error}"))),
        }
    }
}

/// Quotes a database's name, so that `pg_dump` does not take it for a connection string.
fn quoted(database: &str) -> String {
    format!("dbname='{}'", database.replace('\\', r"\\").replace('\'', r"\'"))
}

/// Since CVE-2025-8714 a dump begins and ends with a random word, which would make every schema
/// differ from every other.
fn without_restrictions(dump: &str) -> String {
    let kept = |line: &&str| !line.starts_with(r"\restrict ") && !line.starts_with(r"\unrestrict ");
    dump.lines().filter(kept).flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::{quoted, without_restrictions};

    #[test]
    fn a_dump_is_the_same_twice() {
        let dump =
            |word: &str| format!("\\restrict {word}\nCREATE TABLE a();\n\\unrestrict {word}\n");
        assert_eq!(without_restrictions(&dump("x1")), "CREATE TABLE a();\n");
        assert_eq!(without_restrictions(&dump("x1")), without_restrictions(&dump("y2")));
    }

    #[test]
    fn a_database_is_not_a_connection_string() {
        assert_eq!(quoted("a' host=b"), r"dbname='a\' host=b'");
    }
}
