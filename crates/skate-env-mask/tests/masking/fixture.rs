//! A PostgreSQL server with the database `shop` of the role `app`, which has the rights of a Neon role.
#![expect(clippy::disallowed_methods, reason = "`cargo xtask test` sets the path of PostgreSQL")]

use std::{collections::BTreeMap, fs, os::unix::fs::PermissionsExt as _, path::Path};

use skate_env_core::{Error, MaskingPolicy, Place};
use skate_env_local::{
    Account, Binaries, Cluster, ClusterOptions, Durability, Search, Server, free_port,
};
use skate_env_mask::{Report, Rules, mask};
use tempfile::TempDir;
use tokio_postgres::{Client, NoTls};

/// Part of every personal value, and of nothing else.
pub(crate) const CANARY: &str = "c4n4ry";
const PASSWORD: &str = "only-for-this-test";

pub(crate) struct Fixture {
    server: Server,
    _folder: TempDir,
}

impl Fixture {
    pub(crate) async fn with(statements: &str) -> Self {
        let fixture = Self::start().await;
        let superuser = fixture.connect("postgres", "postgres").await;
        superuser
            .batch_execute(&format!(
                "CREATE ROLE app LOGIN PASSWORD '{PASSWORD}' CREATEDB CREATEROLE BYPASSRLS; \
                 GRANT pg_read_all_data, pg_write_all_data, pg_monitor, pg_signal_backend TO app"
            ))
            .await
            .unwrap();
        superuser.batch_execute("CREATE DATABASE shop OWNER app").await.unwrap();
        let app = fixture.app().await;
        app.batch_execute("ALTER SCHEMA public OWNER TO app").await.ok();
        app.batch_execute(statements).await.unwrap();
        fixture
    }

    async fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("skate-env-mask-").tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let path = folder.path().join("cluster");
        let start = move || {
            let search = std::env::var("SKATE_ENV_TEST_POSTGRES").map(Search::only);
            let binaries = Binaries::find(&search.unwrap_or_default())
                .expect("no PostgreSQL: run `cargo xtask test rust`");
            let setup =
                ClusterOptions::new("mask", PASSWORD.into()).durability(Durability::Relaxed);
            let account = Account::for_servers().unwrap();
            Cluster::prepare(binaries, account, &path, &setup)?.start(free_port()?)
        };
        let server = tokio::task::spawn_blocking(start).await.unwrap().unwrap();
        Self { server, _folder: folder }
    }

    pub(crate) async fn connect(&self, role: &str, database: &str) -> Client {
        let mut config = tokio_postgres::Config::new();
        config.host("127.0.0.1").port(self.server.port()).user(role).dbname(database);
        let (client, connection) = config.password(PASSWORD).connect(NoTls).await.unwrap();
        tokio::spawn(connection);
        client
    }

    pub(crate) async fn app(&self) -> Client {
        self.connect("app", "shop").await
    }

    pub(crate) async fn mask(&self, rules: &Rules) -> Result<Report, Error> {
        mask(&mut self.app().await, rules).await
    }

    /// The result of a query with one value, as text.
    pub(crate) async fn ask(&self, question: &str) -> String {
        let app = self.connect("postgres", "shop").await;
        let question = format!("SELECT ({question})::text");
        app.query_one(&question, &[]).await.unwrap().get::<_, Option<String>>(0).unwrap_or_default()
    }

    /// The files of all databases that contain the canary, in any case.
    pub(crate) async fn files_with_canary(&self) -> Vec<String> {
        let superuser = self.connect("postgres", "shop").await;
        superuser.batch_execute("CHECKPOINT").await.unwrap();
        let mut found = Vec::new();
        search_folder(&self.server.cluster().data().join("base"), &mut found);
        search_folder(&self.server.cluster().data().join("global"), &mut found);
        let mut names = Vec::new();
        for file in found {
            let node = file.rsplit('/').next().and_then(|it| it.split('.').next()).unwrap_or("");
            let question = format!(
                "SELECT string_agg(oid::regclass::text, ',') FROM pg_class \
                 WHERE pg_relation_filenode(oid)::text = '{node}'"
            );
            names.push(format!("{} ({file})", self.ask(&question).await));
        }
        names
    }
}

fn search_folder(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            search_folder(&entry, found);
        } else if holds_canary(&fs::read(&entry).unwrap_or_default()) {
            found.push(entry.display().to_string());
        }
    }
}

fn holds_canary(bytes: &[u8]) -> bool {
    String::from_utf8_lossy(&bytes.to_ascii_lowercase()).contains(CANARY)
}

/// Rules as written in the policy.
pub(crate) fn rules(strict: bool, columns: &[(&str, &str)]) -> Rules {
    let mut policy = MaskingPolicy::default();
    policy.strict = strict;
    let place = |at: usize| Place::new("skate-env.toml", u32::try_from(at + 1).unwrap());
    let read = columns
        .iter()
        .enumerate()
        .map(|(at, (name, mask))| (name.parse().unwrap(), (mask.parse().unwrap(), place(at))));
    policy.columns = read.collect::<BTreeMap<_, _>>();
    Rules::merge(&policy, Vec::new()).unwrap()
}

/// The code and message of each problem.
pub(crate) fn messages(error: &Error) -> Vec<String> {
    error.problems().map(|it| format!("{}: {}", it.code, it.message)).collect()
}
