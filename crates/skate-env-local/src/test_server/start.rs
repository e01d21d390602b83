//! Starting and stopping the test server. One process at a time does either.

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use skate_env_core::Code;

use super::login::Login;
use super::{TestServer, TestServerOptions, idle};
use crate::files::{lock_within, open_folder, remove_folder};
use crate::postgres::{running_process, stop_process};
use crate::{Account, Binaries, Cluster, ClusterOptions, Durability, Error, Result, free_port};

/// `initdb` and a start, on a machine that is busy.
const LOCK_TIMEOUT: Duration = Duration::from_secs(90);
/// A port may be taken between the search and the start.
const ATTEMPTS: usize = 3;

pub(super) fn start(
    binaries: &Binaries,
    options: &TestServerOptions,
) -> Result<(TestServer, bool)> {
    let account = Account::for_servers()?;
    let folder = open_folder(options.home.folder(), &account)?;
    let _lock = lock(&folder)?;
    // Another process was faster.
    if let Some(running) = TestServer::find(&options.home)? {
        return Ok((running, false));
    }
    discard_unclean(&folder)?;
    let mut login = match Login::read(&folder)? {
        Some(login) if folder.join("data").exists() => login,
        _ => {
            remove_folder(&folder.join("data"))?;
            Login::generate(binaries.major())?
        }
    };
    let mut attempt = 1;
    let server = loop {
        login.write(&folder, &account)?;
        let (binaries, options) = (binaries.clone(), cluster_options(&login));
        let cluster = Cluster::prepare(binaries, account.clone(), &folder, &options)?;
        match cluster.start(login.port) {
            Ok(server) => break server,
            Err(error) if error.code() == Code::PortTaken && attempt < ATTEMPTS => {
                attempt += 1;
                login.port = free_port()?;
            }
            Err(error) => return Err(error),
        }
    };
    idle::watch(&account, server.process(), &cluster_name(&login), options.idle)?;
    let process = server.leave_running();
    Ok((login.into_server(folder, process), true))
}

/// A server that was killed, or that lost its power, never synced its files: what is left of them
/// may be damaged, and everything in it can be built again.
fn discard_unclean(folder: &Path) -> Result<()> {
    let data = folder.join("data");
    if data.join("postmaster.pid").exists() { remove_folder(&data) } else { Ok(()) }
}

pub(super) fn stop(folder: &Path) -> Result<bool> {
    let data = folder.join("data");
    let Some(process) = running_process(&data) else { return Ok(false) };
    stop_process(process, &data)
        .then_some(true)
        .ok_or_else(|| Error::stop_failed(folder, &format!("process {process}")))
}

pub(super) fn lock(folder: &Path) -> Result<File> {
    lock_within(LOCK_TIMEOUT, folder, "start.lock")
}

/// The name by which [`idle`] recognises the server's sessions among all processes.
fn cluster_name(login: &Login) -> String {
    format!("skate-env-test-{}", login.port)
}

fn cluster_options(login: &Login) -> ClusterOptions {
    let mut options = ClusterOptions::new(cluster_name(login), login.password())
        .durability(Durability::Relaxed)
        .setting("synchronous_commit", "off")
        .setting("wal_level", "minimal")
        .setting("max_wal_senders", "0")
        .setting("max_wal_size", "256MB")
        .setting("max_connections", "300")
        // A worker of it in a template would make a clone wait. Templates are vacuumed once.
        .setting("autovacuum", "off")
        .setting("jit", "off");
    if login.major >= 18 {
        // A reflink where the file system has them, and a copy elsewhere.
        options = options.setting("file_copy_method", "clone");
    }
    options.superuser.clone_from(&login.superuser);
    options
}
