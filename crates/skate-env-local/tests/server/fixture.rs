//! Fixtures for tests with real servers.
#![expect(
    clippy::disallowed_methods,
    reason = "`cargo xtask test` says in a variable where it installed PostgreSQL"
)]

#[path = "../helpers/temp_folder.rs"]
mod temp_folder;

use std::env;
use std::path::{Path, PathBuf};

use postgres::{Client, Config, NoTls};
use secrecy::{ExposeSecret, SecretString};
use skate_env_local::{Account, Binaries, Cluster, ClusterOptions, Durability, Search, Server};
pub(crate) use temp_folder::template_folder;
use tempfile::TempDir;

pub(crate) fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}

/// Every PostgreSQL of this machine: the one that `xtask` installed, and the system's.
pub(crate) fn all_binaries() -> Vec<Binaries> {
    let named = variable("SKATE_ENV_TEST_POSTGRES").map(PathBuf::from);
    let named = named.map(|folder| Binaries::find(&Search::only(folder)).unwrap());
    let installed = Binaries::find(&Search::default()).ok();
    let all: Vec<_> = named.into_iter().chain(installed).collect();
    assert!(!all.is_empty(), "no PostgreSQL: run `cargo xtask test rust`");
    all
}

pub(crate) fn binaries() -> Binaries {
    all_binaries().remove(0)
}

pub(crate) fn account() -> Account {
    Account::for_servers().unwrap()
}

/// A folder that the servers' user can enter.
pub(crate) fn folder() -> TempDir {
    temp_folder::temp_folder("skate-env-local-")
}

pub(crate) fn options(name: &str, password: &str) -> ClusterOptions {
    ClusterOptions::new(name, SecretString::from(password)).durability(Durability::Relaxed)
}

pub(crate) fn prepare(folder: &Path, options: &ClusterOptions) -> skate_env_local::Result<Cluster> {
    Cluster::prepare(binaries(), account(), folder, options)
}

pub(crate) fn connect(
    server: &Server,
    options: &ClusterOptions,
) -> Result<Client, postgres::Error> {
    connect_to(server.port(), options)
}

pub(crate) fn connect_to(port: u16, options: &ClusterOptions) -> Result<Client, postgres::Error> {
    Config::new()
        .host("127.0.0.1")
        .port(port)
        .user(&options.superuser)
        .password(options.password.expose_secret())
        .dbname("postgres")
        .connect(NoTls)
}

pub(crate) fn ask(client: &mut Client, query: &str) -> String {
    client.query_one(query, &[]).unwrap().get(0)
}

/// Whether a process with this id runs.
pub(crate) fn runs(process: u32) -> bool {
    let output = std::process::Command::new("ps")
        .args(["-o", "stat=", "-p", &process.to_string()])
        .output()
        .unwrap();
    let state = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    !state.is_empty() && !state.starts_with('Z')
}
