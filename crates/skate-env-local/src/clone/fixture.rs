//! Fixtures: clusters of real servers in one folder, with a superuser's session.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::{Source, settings};
use crate::fixture::{temp_folder, template_folder};
use crate::history::History;
use crate::postgres::{Session, Superuser};
use crate::{Account, Binaries, Cluster, ClusterOptions, Durability, Server, free_port};

/// A folder for clusters, and how they are started.
pub(crate) struct TestClusters {
    folder: TempDir,
    pub(crate) binaries: Binaries,
    pub(crate) durability: Durability,
}

/// A cluster that runs.
pub(crate) struct RunningCluster {
    pub(crate) server: Server,
    pub(crate) source: Source,
}

impl TestClusters {
    pub(crate) fn new(binaries: Binaries) -> Self {
        // Characters that a shell, a settings file or PostgreSQL's placeholders interpret.
        let folder = temp_folder("it's %p \"$(x)\" ");
        Self { folder, binaries, durability: Durability::Relaxed }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Starts the cluster, and creates it first if there is none.
    pub(crate) async fn start(&self, name: &str) -> RunningCluster {
        self.start_with(name, Vec::new()).await
    }

    /// Starts a cluster with a history.
    pub(crate) async fn start_root(&self, name: &str) -> (RunningCluster, History) {
        let root = self.start_with(name, History::settings()).await;
        (root, History::new(&self.path(name)))
    }

    async fn start_with(&self, name: &str, more: Vec<(String, String)>) -> RunningCluster {
        let folder = self.path(name);
        let (binaries, account) = (self.binaries.clone(), Account::for_servers().unwrap());
        let mut options =
            ClusterOptions::new("tested", "secret".into()).durability(self.durability);
        options.template = Some(template_folder());
        options.settings = settings().into_iter().chain(more).collect();
        let start = {
            let (folder, account, options) = (folder.clone(), account.clone(), options.clone());
            move || Cluster::prepare(binaries, account, &folder, &options)?.start(free_port()?)
        };
        let server = tokio::task::spawn_blocking(start).await.unwrap().unwrap();
        let superuser =
            Superuser { port: server.port(), name: options.superuser, password: options.password };
        let data = server.cluster().data();
        let source = Source { data, superuser, account, durability: self.durability };
        RunningCluster { server, source }
    }
}

impl RunningCluster {
    pub(crate) async fn session(&self, database: &str) -> Session {
        // With a client's search path, not our sessions' one.
        self.source.superuser.connect_with(database, "-c search_path=public").await.unwrap()
    }

    pub(crate) async fn run(&self, statements: &str) {
        self.session("postgres").await.run(statements).await.unwrap();
    }

    /// The one value of a query, as text.
    pub(crate) async fn ask(&self, query: &str) -> String {
        let query = format!("SELECT ({query})::text");
        self.session("postgres").await.row(&query, &[]).await.unwrap().get(0)
    }
}

/// The files below a folder that contain this text.
pub(crate) fn files_with(folder: &Path, text: &str) -> Vec<PathBuf> {
    let arguments = ["--recursive", "--files-with-matches", "--text", "--fixed-strings", text];
    let output = Command::new("grep").args(arguments).arg(folder).output().unwrap();
    // 1: no match.
    assert!(output.status.code().is_some_and(|code| code < 2), "{output:?}");
    String::from_utf8(output.stdout).unwrap().lines().map(PathBuf::from).collect()
}
