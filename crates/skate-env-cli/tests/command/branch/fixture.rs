//! A project, and a control plane with production as `main` and a child of it, `staging`.
#![expect(clippy::disallowed_methods, reason = "`cargo xtask test` says where PostgreSQL is")]

use std::{fs, os::unix::fs::PermissionsExt as _, path::PathBuf, time::Duration};

use serde::de::DeserializeOwned;
use serde_json::Value;
use skate_env_core::{
    DatabaseUrl,
    neon::{
        Client, ProjectId, Request,
        calls::{self, databases::Login},
        model::{Branch, Endpoint},
    },
    verify::{Session, VerifyOptions, database_error},
};
use skate_env_local::{ControlPlane, Durability, Fault, FaultRule, Faults, Options, Search};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio_postgres::SimpleQueryMessage;

use super::normalize::normalize;
use crate::harness::{CANARY, Ending, Project, Run};

/// The prefix of the key, so that every run looks for it in its output.
const KEY: &str = "c4n4ry-key";
const PATIENCE: Duration = Duration::from_mins(1);

pub(crate) struct BranchFixture {
    pub(crate) project: Project,
    plane: Option<ControlPlane>,
    api_host: String,
    project_id: String,
    runtime: Runtime,
    _home: TempDir,
}

pub(crate) fn postgres() -> Option<PathBuf> {
    std::env::var_os("SKATE_ENV_TEST_POSTGRES").map(PathBuf::from)
}

impl BranchFixture {
    /// With `main` and `staging`, and nothing written in the project.
    pub(crate) fn new() -> Self {
        let fixture = Self::empty();
        let ending = fixture.run("branch create staging --no-switch").ends();
        assert_eq!(ending.exit, 0, "{ending}");
        fixture
    }

    /// With `main` alone.
    pub(crate) fn empty() -> Self {
        let home = tempfile::Builder::new().prefix("skate-env-branch-").tempdir().unwrap();
        // Servers of root run as somebody else.
        fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let runtime = Runtime::new().unwrap();
        let search = postgres().map_or_else(Search::default, Search::only);
        let mut options = Options::new(home.path().join("home"), search);
        options.durability = Durability::Relaxed;
        options.api_key = Some(KEY.into());
        let plane = runtime.block_on(ControlPlane::start(options)).unwrap();
        let (api_host, project_id) = (plane.api_host(), plane.project_id());
        assert!(KEY.starts_with(CANARY));
        let project = Project::new();
        Self { project, plane: Some(plane), api_host, project_id, runtime, _home: home }
    }

    /// With a record, which root, as in a container, creates nowhere.
    pub(crate) fn with_record(self) -> Self {
        self.file(".skate-env/.gitignore", "*\n")
    }

    /// With a file in the project.
    pub(crate) fn file(self, name: &str, text: &str) -> Self {
        let path = self.project.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// A run of Ada's command against this control plane.
    pub(crate) fn run(&self, words: &str) -> Run<'_> {
        self.project
            .run(words)
            .variable("NEON_API_KEY", KEY)
            .variable("NEON_API_HOST", &self.api_host)
            .variable("NEON_PROJECT_ID", &self.project_id)
            .variable("GIT_CONFIG_NOSYSTEM", "1")
            .variable("USER", "ada")
            .variable("PATH", "/usr/bin:/bin")
    }

    /// Runs it, and compares what does not differ from run to run.
    #[track_caller]
    pub(crate) fn prints(&self, words: &str, exit: i32, stdout: &str, stderr: &str) {
        let ending = self.ends(words);
        let expected = Ending {
            exit,
            stdout: stdout.strip_prefix('\n').unwrap_or(stdout).to_owned(),
            stderr: stderr.strip_prefix('\n').unwrap_or(stderr).to_owned(),
        };
        assert!(ending == expected, "expected {expected}\n\nfound {ending}");
    }

    /// Runs it, and masks what it says.
    pub(crate) fn ends(&self, words: &str) -> Ending {
        let Ending { exit, stdout, stderr } = self.run(words).ends();
        Ending { exit, stdout: normalize(&stdout), stderr: normalize(&stderr) }
    }

    /// What it answers as JSON.
    #[track_caller]
    pub(crate) fn json(&self, words: &str) -> Value {
        let ending = self.run(words).words("--output json").ends();
        assert_eq!(ending.exit, 0, "{ending}");
        serde_json::from_str(&ending.stdout).unwrap()
    }

    /// The code of the error that it ends with.
    #[track_caller]
    pub(crate) fn error(&self, words: &str) -> (i32, String) {
        let ending = self.run(words).words("--output json").ends();
        let line = ending.stderr.lines().last().unwrap_or_default();
        let error: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("{ending}"));
        (ending.exit, error["error"]["code"].as_str().unwrap().to_owned())
    }

    pub(crate) fn api_host(&self) -> &str {
        &self.api_host
    }

    pub(crate) fn faults(&self) -> &Faults {
        self.plane.as_ref().unwrap().faults()
    }

    /// The next requests of this kind are refused.
    pub(crate) fn refuse(&self, method: &str, path: &str, code: u16, times: u32) {
        let what = Fault::Status { code, retry_after: Some(0) };
        self.faults().add(FaultRule { times, ..FaultRule::once(method, path, what) });
    }

    /// The control plane ends, and its address with it.
    pub(crate) fn end_the_plane(&mut self) {
        self.runtime.block_on(self.plane.take().unwrap().shut_down());
    }

    pub(crate) fn branches(&self) -> Vec<Branch> {
        let all = self.runtime.block_on(self.client().all_branches(&self.id())).unwrap();
        all.into_iter().map(|found| found.branch).collect()
    }

    pub(crate) fn project_id(&self) -> &str {
        &self.project_id
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = self.branches().into_iter().map(|branch| branch.name).collect();
        names.sort();
        names
    }

    pub(crate) fn endpoints(&self) -> Vec<Endpoint> {
        let call = calls::endpoints::list(&self.id());
        self.runtime.block_on(async { self.client().send(&call).await }).unwrap().endpoints
    }

    /// Somebody protects a branch.
    pub(crate) fn protect(&self, name: &str) {
        let branch = self.branches().into_iter().find(|branch| branch.name == name).unwrap();
        // What expires cannot be protected.
        let (project, id) = (self.id(), branch.id);
        let calls = [
            calls::branches::set_expiry(&project, &id, None),
            calls::branches::set_protected(&project, &id, true),
        ];
        for call in calls {
            self.runtime.block_on(async { self.client().send(&call).await }).unwrap();
        }
    }

    /// Asks the control plane for something else.
    pub(crate) fn send<Answer: DeserializeOwned>(&self, call: &Request<Answer>) -> Answer {
        self.runtime.block_on(async { self.client().send(call).await }).unwrap()
    }

    /// Runs statements on a branch.
    pub(crate) fn execute(&self, name: &str, script: &str) {
        self.sql(name, script);
    }

    pub(crate) fn env_file(&self) -> Option<String> {
        fs::read_to_string(self.project.path().join(".env.local")).ok()
    }

    /// The direct URL of a branch, production's too: a test looks behind the command.
    pub(crate) fn direct_url(&self, name: &str) -> DatabaseUrl {
        let branch = self.branches().into_iter().find(|branch| branch.name == name).unwrap().id;
        let endpoint = self.endpoints().into_iter().find(|it| it.branch_id == branch).unwrap().id;
        let login = Login {
            branch: &branch,
            endpoint: &endpoint,
            database: "neondb",
            role: "neondb_owner",
        };
        let call = calls::databases::connection_uri(&self.id(), login, false);
        let answer = self.runtime.block_on(async { self.client().send(&call).await }).unwrap();
        DatabaseUrl::parse(answer.uri.expose_secret()).unwrap()
    }

    /// What a branch's database answers to SQL: the first column of each row, as text.
    pub(crate) fn sql(&self, name: &str, statements: &str) -> Vec<String> {
        let url = self.direct_url(name);
        let answer = self.runtime.block_on(async {
            let session = Session::open(&url, &VerifyOptions::default()).await?;
            let answer = session.client().simple_query(statements).await;
            answer.map_err(|error| database_error(&error, statements))
        });
        let first = |message| match message {
            SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or("NULL").to_owned()),
            _ => None,
        };
        answer.unwrap().into_iter().filter_map(first).collect()
    }

    fn client(&self) -> Client {
        let _entered = self.runtime.enter();
        Client::connect(&self.api_host, &KEY.into()).unwrap()
    }

    pub(crate) fn id(&self) -> ProjectId {
        ProjectId::new(self.project_id.clone()).unwrap()
    }
}

impl Drop for BranchFixture {
    fn drop(&mut self) {
        if let Some(plane) = self.plane.take() {
            self.runtime.block_on(plane.shut_down());
        }
    }
}

/// Waits for a condition, and fails with its name.
#[track_caller]
pub(crate) fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = std::time::Instant::now() + PATIENCE;
    while !holds() {
        assert!(std::time::Instant::now() < deadline, "not in time: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
