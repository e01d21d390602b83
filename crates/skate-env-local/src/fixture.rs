//! Fixtures for the unit tests: real clusters, and a role beside the superuser.
#![expect(
    clippy::disallowed_methods,
    reason = "`cargo xtask test` says in a variable where it installed PostgreSQL"
)]

#[path = "../tests/helpers/temp_folder.rs"]
mod temp_folder;

use std::env;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use secrecy::{ExposeSecret, SecretString};
use tempfile::TempDir;
use tokio_postgres::Client;

use crate::compute::{Compute, ComputeSpec};
use crate::postgres::Superuser;
use crate::{Account, Binaries, Cluster, ClusterOptions, Durability, Search};

pub(crate) use temp_folder::{temp_folder, template_folder};

pub(crate) const PASSWORD: &str = "secret";
const TIMEOUT: Duration = Duration::from_secs(30);

pub(crate) fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}

/// A session of a role, as an application has it.
pub(crate) async fn connect(
    role: &Superuser,
    database: &str,
) -> Result<Client, tokio_postgres::Error> {
    let mut config = tokio_postgres::Config::new();
    config.host("127.0.0.1").port(role.port).user(&role.name).dbname(database);
    config.password(role.password.expose_secret());
    let (client, connection) = config.connect(tokio_postgres::NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// Where tests search for PostgreSQL.
pub(crate) fn search() -> Search {
    variable("SKATE_ENV_TEST_POSTGRES").map_or_else(Search::default, Search::only)
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

pub(crate) fn account() -> Account {
    Account::for_servers().unwrap()
}

/// A folder that the servers' user can enter.
pub(crate) fn folder() -> TempDir {
    temp_folder("skate-env-local-")
}

pub(crate) fn options(name: &str) -> ClusterOptions {
    let password = SecretString::from(PASSWORD);
    let mut options = ClusterOptions::new(name, password).durability(Durability::Relaxed);
    options.template = Some(template_folder());
    options
}

/// The spec of a suspended compute, whose cluster this creates.
pub(crate) fn spec(folder: &Path, options: ClusterOptions) -> ComputeSpec {
    spec_with(all_binaries().remove(0), folder, options)
}

pub(crate) fn spec_with(binaries: Binaries, folder: &Path, options: ClusterOptions) -> ComputeSpec {
    let (account, folder) = (account(), folder.to_owned());
    drop(Cluster::prepare(binaries.clone(), account.clone(), &folder, &options).unwrap());
    ComputeSpec { binaries, account, folder, options, suspend_after: None, before_stop: None }
}

/// Creates the role `app`, whose queries count as activity, and returns its login.
pub(crate) async fn app(compute: &Compute) -> Superuser {
    let lease = compute.wake().await.unwrap();
    let client = connect(&lease.superuser(), "postgres").await.unwrap();
    let role = format!("CREATE ROLE app LOGIN PASSWORD '{PASSWORD}'");
    client.batch_execute(&role).await.unwrap();
    Superuser { name: "app".into(), ..lease.superuser() }
}

pub(crate) async fn ask(client: &Client, query: &str) -> String {
    client.query_one(query, &[]).await.unwrap().get(0)
}

/// The server's process according to its pid file, if it runs.
pub(crate) fn process(folder: &Path) -> Option<u32> {
    let text = std::fs::read_to_string(folder.join("data/postmaster.pid")).ok()?;
    text.lines().next()?.parse().ok().filter(|&process| runs(process))
}

pub(crate) fn runs(process: u32) -> bool {
    let output = std::process::Command::new("ps")
        .args(["-o", "stat=", "-p", &process.to_string()])
        .output()
        .unwrap();
    let state = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    !state.is_empty() && !state.starts_with('Z')
}

pub(crate) fn kill(process: u32) {
    let process = process.to_string();
    assert!(std::process::Command::new("kill").args(["-9", &process]).status().unwrap().success());
}

/// Waits for a condition, and fails with its name.
pub(crate) async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + TIMEOUT;
    while !holds() {
        assert!(Instant::now() < deadline, "not in time: {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
