//! What every test of real servers needs.
#![expect(
    clippy::disallowed_methods,
    reason = "`cargo xtask test` says in a variable where it installed PostgreSQL"
)]

use std::env;
use std::path::{Path, PathBuf};

use postgres::{Client, Config, NoTls};
use secrecy::{ExposeSecret, SecretString};
use skate_env_local::{Account, Binaries, Cluster, Durability, Search, Server, Setup};
use tempfile::TempDir;

pub(crate) fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}

/// Every PostgreSQL of this machine: the one of `xtask`, and the installed one.
pub(crate) fn all_binaries() -> Vec<Binaries> {
    let handed_in = variable("SKATE_ENV_TEST_POSTGRES").map(PathBuf::from);
    let handed_in = handed_in.map(|folder| Binaries::find(&Search::only(folder)).unwrap());
    let installed = Binaries::find(&Search::default()).ok();
    let all: Vec<_> = handed_in.into_iter().chain(installed).collect();
    assert!(!all.is_empty(), "no PostgreSQL: run `cargo xtask test rust`");
    all
}

pub(crate) fn binaries() -> Binaries {
    all_binaries().remove(0)
}

pub(crate) fn account() -> Account {
    Account::for_servers().unwrap()
}

/// A folder that the servers' account can enter.
pub(crate) fn folder() -> TempDir {
    let folder = tempfile::Builder::new().prefix("skate-env-local-").tempdir().unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    folder
}

pub(crate) fn setup(name: &str, password: &str) -> Setup {
    Setup::new(name, SecretString::from(password)).durability(Durability::Relaxed)
}

pub(crate) fn prepare(folder: &Path, setup: &Setup) -> skate_env_local::Result<Cluster> {
    Cluster::prepare(binaries(), account(), folder, setup)
}

pub(crate) fn connect(server: &Server, setup: &Setup) -> Result<Client, postgres::Error> {
    connect_to(server.port(), setup)
}

pub(crate) fn connect_to(port: u16, setup: &Setup) -> Result<Client, postgres::Error> {
    Config::new()
        .host("127.0.0.1")
        .port(port)
        .user(&setup.superuser)
        .password(setup.password.expose_secret())
        .dbname("postgres")
        .connect(NoTls)
}

pub(crate) fn ask(client: &mut Client, question: &str) -> String {
    client.query_one(question, &[]).unwrap().get(0)
}

/// Whether a process with this number still runs.
pub(crate) fn runs(process: u32) -> bool {
    let output = std::process::Command::new("ps")
        .args(["-o", "stat=", "-p", &process.to_string()])
        .output()
        .unwrap();
    let state = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    !state.is_empty() && !state.starts_with('Z')
}
