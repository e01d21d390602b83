//! Fixtures: servers, and databases that are resolved as a process of an environment does.
#![expect(
    clippy::disallowed_methods,
    reason = "`cargo xtask test` says in a variable where it installed PostgreSQL"
)]

#[path = "../helpers/temp_folder.rs"]
#[expect(dead_code, reason = "these clusters need system identifiers of their own")]
mod temp_folder;

use std::path::Path;
use std::time::Duration;

use secrecy::SecretString;
use skate_env_core::verify::{Identity, Session, VerifyOptions, identify};
use skate_env_core::{Config, DatabaseUrl, Error, Facts, Request, ResolvedDatabase, Variables};
use skate_env_local::{
    Account, Binaries, Cluster, ClusterOptions, Durability, Search, Server, free_port,
};
use tempfile::TempDir;

/// The password of every login; no message may contain it.
pub(crate) const PASSWORD: &str = "c4n4ry-secret";

/// A server with the database `shop`.
pub(crate) struct Running {
    pub(crate) server: Server,
    _folder: Option<TempDir>,
}

pub(crate) fn all_binaries() -> Vec<Binaries> {
    let named = std::env::var("SKATE_ENV_TEST_POSTGRES").ok();
    let named = named.map(|folder| Binaries::find(&Search::only(folder)).unwrap());
    let installed = Binaries::find(&Search::default()).ok();
    let all: Vec<_> = named.into_iter().chain(installed).collect();
    assert!(!all.is_empty(), "no PostgreSQL: run `cargo xtask test rust`");
    all
}

pub(crate) fn setup(name: &str) -> ClusterOptions {
    ClusterOptions::new(name, SecretString::from(PASSWORD)).durability(Durability::Relaxed)
}

/// A folder that the servers' user can enter.
pub(crate) fn folder() -> TempDir {
    temp_folder::temp_folder("skate-env-identity-")
}

pub(crate) async fn start(setup: ClusterOptions) -> Running {
    start_with(all_binaries().remove(0), setup).await
}

pub(crate) async fn start_with(binaries: Binaries, setup: ClusterOptions) -> Running {
    let folder = folder();
    let server = start_in(binaries, folder.path(), setup).await;
    let running = Running { server, _folder: Some(folder) };
    running.run_in("postgres", "CREATE DATABASE shop").await;
    running
}

pub(crate) async fn start_in(binaries: Binaries, folder: &Path, setup: ClusterOptions) -> Server {
    let folder = folder.to_path_buf();
    let start = move || {
        let account = Account::for_servers().unwrap();
        Cluster::prepare(binaries, account, &folder, &setup)?.start(free_port()?)
    };
    tokio::task::spawn_blocking(start).await.unwrap().unwrap()
}

impl Running {
    pub(crate) fn url(&self) -> String {
        url(self.server.port())
    }

    pub(crate) async fn run(&self, statements: &str) {
        self.run_in("shop", statements).await;
    }

    pub(crate) async fn run_in(&self, database: &str, statements: &str) {
        let url = self.url().replace("/shop", &format!("/{database}"));
        open(&url).await.unwrap().client().batch_execute(statements).await.unwrap();
    }

    pub(crate) async fn identity(&self) -> Identity {
        ask(&self.url()).await
    }

    pub(crate) async fn system_identifier(&self) -> u64 {
        self.identity().await.system_identifier.unwrap()
    }
}

pub(crate) fn url(port: u16) -> String {
    format!("postgresql://postgres:{PASSWORD}@127.0.0.1:{port}/shop")
}

pub(crate) fn options() -> VerifyOptions {
    VerifyOptions::default().timeout(Duration::from_secs(60))
}

pub(crate) async fn open(url: &str) -> Result<Session, Error> {
    Session::open(&DatabaseUrl::parse(url)?, &options()).await
}

pub(crate) async fn ask(url: &str) -> Identity {
    identify(open(url).await.unwrap().client()).await.unwrap()
}

/// The database of an environment whose own variable holds this URL.
pub(crate) fn resolve(environment: &str, url: &str, config: &Config) -> ResolvedDatabase {
    let environment: skate_env_core::Environment = environment.parse().unwrap();
    let variable = match environment {
        skate_env_core::Environment::Production => "POSTGRES_PRISMA_URL",
        skate_env_core::Environment::Staging => "POSTGRES_PRISMA_URL_STAGING",
        _ => "POSTGRES_PRISMA_URL_DEV",
    };
    let variables = Variables::from([(variable, url), ("SKATE_ENV_RUNTIME", "deployed")]);
    let request = Request::new().environment(environment);
    skate_env_core::resolve(&variables, Facts::new(), config, &request).unwrap()
}

/// A `skate-env.toml`.
pub(crate) fn policy(text: &str) -> Config {
    Config::parse("skate-env.toml", text).unwrap()
}
