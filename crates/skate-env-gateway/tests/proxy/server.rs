//! One PostgreSQL for all tests of this file: each has a database of its own on it.
#![expect(
    clippy::disallowed_methods,
    reason = "`cargo xtask test` says in a variable where it installed PostgreSQL"
)]

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Child, Command, Stdio},
};

use skate_env_local::{
    Account, Binaries, Cluster, ClusterOptions, Durability, Search, Server, free_port,
};
use tokio::sync::OnceCell;

use crate::{
    certificate::Certificate,
    fixture::{TEMPLATE, UPSTREAM, connect},
};

/// The database that every test's own is a copy of.
const TABLES: &str = include_str!("tables.sql");

/// Ends the server when this process has ended, however it does.
const WATCHER: &str =
    "cat; kill -INT \"$1\"; while kill -0 \"$1\"; do sleep 0.05; done; rm -rf \"$2\"";

pub(crate) struct Shared {
    pub(crate) server: Server,
    /// The file with the authority of its certificate.
    pub(crate) authority: String,
    /// The file with an authority that it has nothing to do with.
    pub(crate) other_authority: String,
    /// Its standard input closes with this process.
    _watcher: Child,
}

static SHARED: OnceCell<Shared> = OnceCell::const_new();

/// The server; the first test starts it.
pub(crate) async fn shared() -> &'static Shared {
    SHARED.get_or_init(start).await
}

async fn start() -> Shared {
    let folder = tempfile::Builder::new().prefix("skate-env-gateway-").tempdir().unwrap().keep();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    let path = folder.join("cluster");
    let account = Account::for_servers().unwrap();
    let certificate = Certificate::make(&folder, &account);
    let options = ClusterOptions::new("gateway", UPSTREAM.into())
        .durability(Durability::Relaxed)
        .setting("max_connections", "400")
        .setting("ssl", "on")
        .setting("ssl_cert_file", certificate.chain.display().to_string())
        .setting("ssl_key_file", certificate.key.display().to_string())
        .setting("wal_level", "logical")
        .setting("max_prepared_transactions", "10");
    let start = move || {
        let search = std::env::var("SKATE_ENV_TEST_POSTGRES").map(Search::only);
        let binaries = Binaries::find(&search.unwrap_or_default())
            .expect("no PostgreSQL: run `cargo xtask test rust`");
        Cluster::prepare(binaries, account, &path, &options)?.start(free_port()?)
    };
    let server = tokio::task::spawn_blocking(start).await.unwrap().unwrap();
    let watcher = watch(server.process(), &folder);
    let port = server.port();
    let run = async |database: &str, statements: &str| {
        let url = format!("postgresql://postgres:{UPSTREAM}@127.0.0.1:{port}/{database}");
        connect(&url).await.unwrap().batch_execute(statements).await.unwrap();
    };
    run("postgres", &format!("CREATE DATABASE {TEMPLATE}")).await;
    run(TEMPLATE, TABLES).await;
    Shared {
        server,
        authority: certificate.authority,
        other_authority: certificate.other_authority,
        _watcher: watcher,
    }
}

/// A static is never dropped, so a process of its own waits for the end of this one.
fn watch(process: u32, folder: &Path) -> Child {
    let mut shell = Command::new("sh");
    shell.args(["-c", WATCHER, "sh", &process.to_string()]).arg(folder);
    shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}
