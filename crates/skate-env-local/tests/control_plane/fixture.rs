//! Fixture: a control plane in this process.

use std::path::{Path, PathBuf};

use skate_env_core::neon::BranchId;
use skate_env_core::neon::calls::branches::{Restore, restore};
use skate_env_core::neon::model::Branch;
use skate_env_local::{ControlPlane, Durability, Error, Options, Search};
use tempfile::TempDir;
use tokio_postgres::Client;

use crate::common;
use crate::helpers::api::Api;
use crate::helpers::database::{ask, connect};

pub(crate) const ROWS: u32 = 100_000;

pub(crate) struct Fixture {
    pub(crate) plane: ControlPlane,
    pub(crate) api: Api,
    pub(crate) main: Branch,
    pub(crate) folder: TempDir,
}

/// The options of a control plane in this home.
pub(crate) fn options(home: &Path) -> Options {
    let mut options = Options::new(home, Search::only(common::binaries().folder()));
    options.durability = Durability::Relaxed;
    options.template = Some(common::template_folder());
    options
}

pub(crate) fn api(plane: &ControlPlane) -> Api {
    Api::new(&plane.api_host(), &plane.api_key(), &plane.project_id())
}

impl Fixture {
    pub(crate) async fn new() -> Self {
        let folder = common::folder();
        let plane = ControlPlane::start(options(&folder.path().join("home"))).await.unwrap();
        let api = api(&plane);
        let main = api.branches().await.unwrap().remove(0);
        Self { plane, api, main, folder }
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Shuts the control plane down, and starts another one in the same home.
    pub(crate) async fn restart(self, between: impl FnOnce()) -> Result<Self, Error> {
        self.plane.shut_down().await;
        between();
        let plane = ControlPlane::start(options(&self.folder.path().join("home"))).await?;
        Ok(Self { api: api(&plane), plane, ..self })
    }

    pub(crate) async fn connect(&self, branch: &BranchId) -> Client {
        connect(&self.api.url(branch).await.unwrap()).await.unwrap()
    }

    pub(crate) async fn child(&self, name: &str, parent: &BranchId) -> BranchId {
        let created = self.api.begin_branch(name, parent).await.unwrap();
        self.api.done(&created.operations).await;
        created.branch.id
    }

    pub(crate) async fn reset(&self, branch: &BranchId, to: &BranchId, keep: Option<&str>) {
        let restored = Restore {
            source_branch_id: to.clone(),
            source_timestamp: None,
            preserve_under_name: keep.map(str::to_owned),
        };
        let request = restore(&self.api.project, branch, &restored);
        let answer = self.api.send(&request).await.unwrap();
        self.api.done(&answer.operations).await;
    }

    pub(crate) async fn named(&self, name: &str) -> Option<Branch> {
        self.api.branches().await.unwrap().into_iter().find(|branch| branch.name == name)
    }
}

/// Creates a table with many rows.
pub(crate) async fn fill(client: &Client) {
    let statement = format!(
        "CREATE TABLE notes AS SELECT n AS id, 'production' AS origin FROM generate_series(1, {ROWS}) n"
    );
    client.batch_execute(&statement).await.unwrap();
}

/// The number of rows of each origin.
pub(crate) async fn rows(client: &Client) -> String {
    let query = "SELECT string_agg(format('%s %s', count, origin), ', ' ORDER BY origin) FROM \
                    (SELECT count(*), origin FROM notes GROUP BY origin) AS counted";
    ask(client, query).await
}
