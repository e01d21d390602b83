//! PostgreSQL's own programs: found once, and run beside a connection without the gateway.
#![expect(
    clippy::disallowed_methods,
    reason = "`cargo xtask test` says in a variable where it installed the programs"
)]

mod compare;
mod dump_restore;
mod pgbench;
mod psql;

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::LazyLock,
};

pub(crate) use compare::Comparison;

use crate::fixture::{Database, UPSTREAM};

/// The folder with `psql`, `pg_dump`, `pg_restore` and `pgbench` of a PostgreSQL that is not older
/// than the server.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = env::var_os("SKATE_ENV_TEST_CLIENTS").map(PathBuf::from);
    folder.expect("no psql: run `cargo xtask test gateway`")
});

/// Whoever connects, and where to.
#[derive(Clone)]
pub(crate) struct Target {
    pub(crate) port: u16,
    pub(crate) database: String,
    pub(crate) password: &'static str,
}

impl Target {
    pub(crate) fn direct(database: &Database) -> Self {
        Self { port: database.port(), database: database.name.clone(), password: UPSTREAM }
    }

    pub(crate) fn url(&self) -> String {
        let Self { port, database, password } = self;
        format!("postgresql://postgres:{password}@127.0.0.1:{port}/{database}")
    }

    /// A program of PostgreSQL's that connects there.
    pub(crate) fn program(&self, name: &str) -> Command {
        let mut command = Command::new(FOLDER.join(name));
        self.prepare(&mut command);
        command
    }

    pub(crate) fn prepare(&self, command: &mut Command) {
        command.env_clear().env("PATH", env::var_os("PATH").unwrap_or_default());
        command.env("LD_LIBRARY_PATH", FOLDER.with_file_name("lib"));
        command.env("HOME", Path::new("/nonexistent")).env("LC_ALL", "C").env("TZ", "UTC");
        command.env("PGHOST", "127.0.0.1").env("PGPORT", self.port.to_string());
        command.env("PGUSER", "postgres").env("PGPASSWORD", self.password);
        command.env("PGDATABASE", &self.database).env("DATABASE_URL", self.url());
    }
}

/// What `pg_dump` says of a database; empty where there is no `pg_dump`.
pub(crate) fn dump(database: &Database) -> String {
    if env::var_os("SKATE_ENV_TEST_CLIENTS").is_none() {
        return String::new();
    }
    let output = Target::direct(database).program("pg_dump").output().unwrap();
    assert!(output.status.success(), "{output:?}");
    without_random_lines(&output)
}

/// The output without the key that each dump draws anew.
fn without_random_lines(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout);
    let lines = text.lines();
    let is_key = |line: &&str| line.starts_with("\\restrict") || line.starts_with("\\unrestrict");
    lines.filter(|line| !is_key(line)).collect::<Vec<_>>().join("\n")
}
