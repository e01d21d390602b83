//! Roots for tests against real servers; without a PostgreSQL they fail.
#![expect(
    clippy::disallowed_methods,
    reason = "`cargo xtask test` says in a variable where it installed PostgreSQL"
)]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::{Source, settings};
use crate::history::History;
use crate::postgres::{Session, Superuser};
use crate::{Account, Binaries, Cluster, Durability, Search, Server, Setup, draw_port};

/// Every PostgreSQL of this machine: the one of `xtask`, and the installed one.
pub(crate) fn all_binaries() -> Vec<Binaries> {
    let handed_in = std::env::var("SKATE_ENV_TEST_POSTGRES").ok();
    let handed_in = handed_in.map(|folder| Binaries::find(&Search::only(folder)).unwrap());
    let installed = Binaries::find(&Search::default()).ok();
    let all: Vec<_> = handed_in.into_iter().chain(installed).collect();
    assert!(!all.is_empty(), "no PostgreSQL: run `cargo xtask test rust`");
    all
}

/// A folder for clusters, and how they are started.
pub(crate) struct Place {
    folder: TempDir,
    pub(crate) binaries: Binaries,
    pub(crate) durability: Durability,
}

/// A cluster that runs.
pub(crate) struct Running {
    pub(crate) server: Server,
    pub(crate) source: Source,
}

impl Place {
    pub(crate) fn new(binaries: Binaries) -> Self {
        // With what a shell, a settings file or PostgreSQL's own placeholders would trip over.
        let folder = tempfile::Builder::new().prefix("it's %p \"$(x)\" ").tempdir().unwrap();
        let open = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(folder.path(), open).unwrap();
        Self { folder, binaries, durability: Durability::Relaxed }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Makes the cluster if there is none, and starts it.
    pub(crate) async fn start(&self, name: &str) -> Running {
        self.start_with(name, Vec::new()).await
    }

    /// The same, with a history.
    pub(crate) async fn start_root(&self, name: &str) -> (Running, History) {
        let root = self.start_with(name, History::settings()).await;
        (root, History::new(&self.path(name)))
    }

    async fn start_with(&self, name: &str, more: Vec<(String, String)>) -> Running {
        let folder = self.path(name);
        let (binaries, account) = (self.binaries.clone(), Account::for_servers().unwrap());
        let mut setup = Setup::new("tested", "secret".into()).durability(self.durability);
        setup.settings = settings().into_iter().chain(more).collect();
        let start = {
            let (folder, account, setup) = (folder.clone(), account.clone(), setup.clone());
            move || Cluster::prepare(binaries, account, &folder, &setup)?.start(draw_port()?)
        };
        let server = tokio::task::spawn_blocking(start).await.unwrap().unwrap();
        let superuser =
            Superuser { port: server.port(), name: setup.superuser, password: setup.password };
        let data = server.cluster().data();
        let source = Source { data, superuser, account, durability: self.durability };
        Running { server, source }
    }
}

impl Running {
    pub(crate) async fn session(&self, database: &str) -> Session {
        // As a user's session is, not as ours are.
        self.source.superuser.connect_with(database, "-c search_path=public").await.unwrap()
    }

    pub(crate) async fn run(&self, statements: &str) {
        self.session("postgres").await.run(statements).await.unwrap();
    }

    /// The answer to a question with one value, as text.
    pub(crate) async fn ask(&self, question: &str) -> String {
        let question = format!("SELECT ({question})::text");
        self.session("postgres").await.row(&question, &[]).await.unwrap().get(0)
    }
}

/// The files below a folder that hold this text.
pub(crate) fn files_with(folder: &Path, wanted: &str) -> Vec<PathBuf> {
    let arguments = ["--recursive", "--files-with-matches", "--text", "--fixed-strings", wanted];
    let output = Command::new("grep").args(arguments).arg(folder).output().unwrap();
    // 1: nothing was found.
    assert!(output.status.code().is_some_and(|code| code < 2), "{output:?}");
    String::from_utf8(output.stdout).unwrap().lines().map(PathBuf::from).collect()
}
