//! A PostgreSQL server for each environment.

use std::fs;
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use secrecy::{ExposeSecret, SecretString};
use skate_env_local::{Account, Binaries, Cluster, Durability, Error, Search, Server, Setup};

use super::state::{self, Saved};
use super::{heading, variables};
use crate::tools;

/// The environments of the demo.
pub(super) const NAMES: [&str; 3] = ["production", "staging", "development"];

/// The database and its owner, the same everywhere: only the server differs.
pub(super) const DATABASE: &str = "shop";
pub(super) const ROLE: &str = "shop_owner";

/// A server that runs, with the password of its role.
pub(super) struct Running {
    pub(super) name: &'static str,
    pub(super) server: Server,
    password: SecretString,
}

impl Running {
    pub(super) fn port(&self) -> u16 {
        self.server.port()
    }

    /// The URL with another host and port, as somebody might write it; it holds the password.
    pub(super) fn url_at(&self, address: &str) -> String {
        format!("postgresql://{ROLE}:{}@{address}/{DATABASE}", self.password.expose_secret())
    }

    pub(super) fn url(&self) -> String {
        self.url_at(&format!("127.0.0.1:{}", self.port()))
    }
}

pub(super) fn start() -> Result<Vec<Running>> {
    heading("Three PostgreSQL servers");
    let account = Account::for_servers().map_err(explain)?;
    let binaries = find()?;
    println!("PostgreSQL {} in {}", binaries.major(), binaries.folder().display());
    thread::scope(|scope| {
        let starts = NAMES.map(|name| {
            let (binaries, account) = (&binaries, &account);
            scope.spawn(move || start_one(name, binaries, account))
        });
        let joined = starts.map(|start| start.join().map_err(|_| anyhow!("a start panicked")));
        joined.into_iter().map(|started| started?).collect()
    })
}

/// npm's, the same on every machine; an installed one where npm has none or cannot be reached.
fn find() -> Result<Binaries> {
    let from_npm = match tools::postgres() {
        Ok(node_modules) => return Binaries::find(&Search::only(node_modules)).map_err(explain),
        Err(error) => error,
    };
    let mut search = Search::default();
    search.path = variables::path();
    Binaries::find(&search).map_err(|error| from_npm.context(explain(error)))
}

fn start_one(name: &'static str, binaries: &Binaries, account: &Account) -> Result<Running> {
    let begin = Instant::now();
    let folder = state::servers_folder(account).join(name);
    let mut saved = if let Some(saved) = state::load(name) {
        saved
    } else {
        // Nobody knows the password of what is there.
        if folder.exists() {
            fs::remove_dir_all(&folder).context("could not remove an old server")?;
        }
        state::draw(name)?
    };
    let mut setup = Setup::new(name, saved.password.clone()).durability(Durability::Relaxed);
    setup.superuser = ROLE.into();
    let prepare = || Cluster::prepare(binaries.clone(), account.clone(), &folder, &setup);
    let cluster = match prepare() {
        // Rows that the seeds make again.
        Err(Error::VersionMismatch { .. }) => {
            fs::remove_dir_all(&folder).context("could not remove an old server")?;
            prepare()
        }
        other => other,
    };
    let cluster = cluster.map_err(explain)?;
    let verb = if cluster.created() { "made and started" } else { "started" };
    let server = match cluster.start(saved.port) {
        Err(Error::PortTaken { .. }) => {
            saved = Saved { port: skate_env_local::draw_port()?, ..saved };
            state::save(name, &saved)?;
            prepare().and_then(|cluster| cluster.start(saved.port)).map_err(explain)?
        }
        other => other.map_err(explain)?,
    };
    println!(
        "{name:<12} 127.0.0.1:{}  {verb} in {:.1} s",
        server.port(),
        begin.elapsed().as_secs_f64()
    );
    Ok(Running { name, server, password: saved.password })
}

fn explain(error: Error) -> anyhow::Error {
    let (code, hint) = (error.code(), error.hint());
    anyhow::Error::new(error).context(format!("{hint} [{code}]"))
}
