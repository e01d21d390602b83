//! A PostgreSQL server with a table large enough to tell a rewrite from a change of the catalogue.
#![expect(clippy::disallowed_methods, reason = "`cargo xtask test` sets the path of PostgreSQL")]

use std::{fs, os::unix::fs::PermissionsExt as _, path::PathBuf};

use secrecy::SecretString;
use skate_env_core::Error;
use skate_env_local::{
    Account, Binaries, Cluster, ClusterOptions, Durability, Search, Server, free_port,
};
use skate_env_migrate::{
    Migration,
    measure::{MeasuredMigration, MeasuredStatement, Measurement},
};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio_postgres::{Client, Config, NoTls};

const PASSWORD: &str = "c4n4ry";

/// Rows of "User".
pub(crate) const ROWS: i64 = 200_000;

const TABLES: &str = r#"
    CREATE TABLE "Team" (id int PRIMARY KEY);
    INSERT INTO "Team" SELECT generate_series(1, 100);
    CREATE TABLE "Log" (line text);
    INSERT INTO "Log" SELECT 'a line' FROM generate_series(1, 1000);
    CREATE TABLE "User" (
        id int PRIMARY KEY, code varchar(10), name varchar(20), points int, email text,
        team int, other_team int
    );
    INSERT INTO "User" SELECT i, 'c' || i, 'n', i, 'c4n4ry-' || i, 1 + i % 100, 1
        FROM generate_series(1, 200000) i;
    ANALYZE "Team", "Log", "User";"#;

pub(crate) struct Fixture {
    runtime: Runtime,
    server: Option<Server>,
    _folder: TempDir,
}

impl Fixture {
    pub(crate) fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("skate-env-measure-").tempdir().unwrap();
        // Started by root, the server runs as another user.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let postgres = std::env::var_os("SKATE_ENV_TEST_POSTGRES").map(PathBuf::from);
        let search = postgres.map_or_else(Search::default, Search::only);
        let setup = ClusterOptions::new("measure", SecretString::from(PASSWORD));
        let setup = setup.durability(Durability::Relaxed);
        let account = Account::for_servers().unwrap();
        let binaries = Binaries::find(&search).unwrap();
        let cluster =
            Cluster::prepare(binaries, account, &folder.path().join("data"), &setup).unwrap();
        let server = cluster.start(free_port().unwrap()).unwrap();
        let runtime = Runtime::new().unwrap();
        let fixture = Self { runtime, server: Some(server), _folder: folder };
        fixture.execute(TABLES);
        fixture
    }

    /// Runs statements outside of a migration.
    pub(crate) fn execute(&self, script: &str) {
        self.runtime.block_on(async { self.connect().await.batch_execute(script).await }).unwrap();
    }

    /// The result of a query with one row and column, as text.
    pub(crate) fn ask(&self, question: &str) -> String {
        let question = format!("SELECT ({question})::text");
        let asked = async { self.connect().await.query_one(&question, &[]).await };
        self.runtime.block_on(asked).unwrap().get(0)
    }

    /// Runs and measures a migration.
    pub(crate) fn try_apply(&self, script: &str) -> Result<MeasuredMigration, Error> {
        let migration =
            Migration { name: "1_test".into(), path: PathBuf::new(), script: script.to_owned() };
        self.runtime.block_on(async {
            let (client, watcher) = (self.connect().await, self.connect().await);
            Measurement::begin(&client, &watcher, "public").await?.apply(&migration).await
        })
    }

    #[track_caller]
    pub(crate) fn apply(&self, script: &str) -> Vec<MeasuredStatement> {
        let applied = self.try_apply(script).unwrap();
        assert_eq!(applied.failure, None, "{script}");
        applied.statements
    }

    /// Measures a migration while an action runs in another session.
    pub(crate) fn meanwhile<T>(
        &self,
        script: &str,
        action: impl AsyncFnOnce(&Client) -> T,
    ) -> (Result<MeasuredMigration, Error>, T) {
        let migration =
            Migration { name: "1_test".into(), path: PathBuf::new(), script: script.to_owned() };
        self.runtime.block_on(async {
            let (client, watcher) = (self.connect().await, self.connect().await);
            let other = self.connect().await;
            let measurement = Measurement::begin(&client, &watcher, "public").await.unwrap();
            tokio::join!(measurement.apply(&migration), action(&other))
        })
    }

    async fn connect(&self) -> Client {
        let mut config = Config::new();
        config.host("127.0.0.1").port(self.server.as_ref().unwrap().port());
        config.user("postgres").password(PASSWORD).dbname("postgres");
        let (client, connection) = config.connect(NoTls).await.unwrap();
        tokio::spawn(connection);
        client
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        if let Some(server) = self.server.take() {
            let _ = server.stop();
        }
    }
}
