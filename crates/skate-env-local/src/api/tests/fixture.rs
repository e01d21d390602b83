//! A control plane that runs no operations, and a client that shows the raw replies.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Value, json};
use skate_env_core::neon::{BranchId, OperationId, model::BranchState, model::OperationStatus};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Durability;
use crate::api::Api;
use crate::faults::Faults;
use crate::plane::Plane;
use crate::state::{
    Database, EndpointDefaults, Ports, Project, Role, State, VERSION, branch_id, project_id,
};
use crate::store::Store;
use crate::transition::NewEndpoint;

pub(super) const KEY: &str = "a-key-for-tests";

/// The API over a state of its own.
pub(super) struct TestApi {
    pub(super) plane: Arc<Plane>,
    pub(super) faults: Faults,
    pub(super) project: String,
    pub(super) main: String,
    api: Api,
    _folder: TempDir,
}

/// A parsed reply.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: BTreeMap<String, String>,
    pub(super) body: Value,
}

/// The state of a new project: `main` with its endpoint, a role and a database, ready.
pub(crate) fn new_state() -> State {
    let now = Timestamp::now();
    let main = branch_id().unwrap();
    let mut first = State::first_branch(main.clone(), "main", now).unwrap();
    first.current_state = BranchState::Ready;
    first.roles = vec![Role {
        name: "neondb_owner".to_owned(),
        password: Some("secret".to_owned().into()),
        created_at: now,
        updated_at: now,
    }];
    first.databases = vec![Database {
        id: 1,
        name: "neondb".to_owned(),
        owner_name: "neondb_owner".to_owned(),
        created_at: now,
        updated_at: now,
    }];
    let mut state = State {
        version: VERSION,
        project: Project {
            id: project_id().unwrap(),
            name: "shop".to_owned(),
            created_at: now,
            updated_at: now,
            pg_version: 18,
            default_branch: main.clone(),
            history_retention_seconds: 86_400,
            settings: json!({}),
            default_endpoint_settings: EndpointDefaults::default(),
            api_port: 0,
            api_key: KEY.to_owned().into(),
            superuser_password: "superuser".to_owned().into(),
        },
        branches: BTreeMap::from([(main.clone(), first)]),
        endpoints: BTreeMap::new(),
        operations: Vec::new(),
        ports: Ports::default(),
        deleted_branches: Vec::new(),
    };
    state.create_endpoint(&main, &NewEndpoint::default(), now).unwrap();
    finish(&mut state);
    state
}

/// Marks all operations as finished.
pub(crate) fn finish(state: &mut State) {
    let now = Timestamp::now();
    for operation in &mut state.operations {
        operation.task = None;
        operation.status = OperationStatus::Finished;
    }
    for branch in state.branches.values_mut() {
        if branch.current_state != BranchState::Ready {
            branch.set_state(BranchState::Ready, now);
        }
    }
}

impl TestApi {
    pub(super) async fn start() -> Self {
        Self::with(new_state(), Faults::over_http()).await
    }

    pub(super) async fn with(state: State, faults: Faults) -> Self {
        let folder = crate::fixture::folder();
        let (project, main) =
            (state.project.id.to_string(), state.project.default_branch.to_string());
        let file = folder.path().join("state.json");
        let store = Store::create(&file, Durability::Relaxed, state).unwrap();
        let plane = Arc::new(Plane::without_computes(store, &folder.path().join("home")));
        let api = Api::serve(Arc::clone(&plane), faults.clone(), 0).await.unwrap();
        Self { plane, faults, project, main, api, _folder: folder }
    }

    /// Marks all operations as finished.
    pub(super) fn settle(&self) {
        self.plane
            .change(|state, _| {
                finish(state);
                Ok(())
            })
            .unwrap();
    }

    pub(super) async fn get(&self, path: &str) -> Reply {
        self.send("GET", path, None).await
    }

    pub(super) async fn post(&self, path: &str, body: Value) -> Reply {
        self.send("POST", path, Some(body)).await
    }

    pub(super) async fn patch(&self, path: &str, body: Value) -> Reply {
        self.send("PATCH", path, Some(body)).await
    }

    pub(super) async fn delete(&self, path: &str) -> Reply {
        self.send("DELETE", path, None).await
    }

    /// Sends a request with the API key; `~` stands for the project's path.
    pub(super) async fn send(&self, method: &str, path: &str, body: Option<Value>) -> Reply {
        let path = match path.strip_prefix('~') {
            Some(rest) => format!("/projects/{}{rest}", self.project),
            None => path.to_owned(),
        };
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        let key = [("authorization", format!("Bearer {KEY}"))];
        let reply = self.raw(method, &path, &key, body.as_bytes()).await;
        reply.expect("an answer").parsed()
    }

    /// Sends a request and returns the raw reply; `None` if the connection ended without one.
    pub(super) async fn raw(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, String)],
        body: &[u8],
    ) -> Option<RawReply> {
        let mut stream = TcpStream::connect(self.api.address()).await.unwrap();
        let mut head = format!("{method} {path} HTTP/1.1\r\nhost: neon\r\nconnection: close\r\n");
        for (name, value) in headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        let _ = write!(head, "content-length: {}\r\n\r\n", body.len());
        stream.write_all(head.as_bytes()).await.unwrap();
        // The server need not read a body that is too large.
        let _ = stream.write_all(body).await;
        let mut text = Vec::new();
        let _ = stream.read_to_end(&mut text).await;
        RawReply::read(&text)
    }

    /// A branch that is ready.
    pub(super) async fn branch(&self, name: &str) -> String {
        let wanted = json!({ "branch": { "name": name }, "endpoints": [{ "type": "read_write" }] });
        let created = self.post("~/branches", wanted).await.is(201);
        self.settle();
        created["branch"]["id"].as_str().unwrap().to_owned()
    }

    pub(super) fn id(&self, name: &str) -> BranchId {
        self.plane.read(|state| {
            state.branches.values().find(|branch| branch.name == name).unwrap().id.clone()
        })
    }

    pub(super) fn last_operation(&self) -> OperationId {
        self.plane.read(|state| state.operations.last().unwrap().id.clone())
    }

    pub(super) fn address(&self) -> std::net::SocketAddr {
        self.api.address()
    }

    pub(super) async fn stop(self) {
        self.api.stop().await;
    }
}

/// A raw reply.
#[derive(Debug)]
pub(super) struct RawReply {
    pub(super) status: u16,
    pub(super) headers: BTreeMap<String, String>,
    pub(super) body: Vec<u8>,
}

impl RawReply {
    fn read(text: &[u8]) -> Option<Self> {
        let end = text.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8(text[..end].to_vec()).unwrap();
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let pair = |line: &str| {
            line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        };
        Some(Self {
            status,
            headers: lines.filter_map(pair).collect(),
            body: text[end + 4..].into(),
        })
    }

    pub(super) fn is_whole(&self) -> bool {
        self.headers["content-length"] == self.body.len().to_string()
    }

    pub(super) fn parsed(self) -> Reply {
        let body = if self.body.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&self.body).expect("JSON")
        };
        Reply { status: self.status, headers: self.headers, body }
    }
}

impl Reply {
    /// Checks the status, and returns the body.
    #[track_caller]
    pub(super) fn is(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        assert!(self.headers.contains_key("x-request-id"), "{:?}", self.headers);
        self.body
    }

    /// Checks for an error in Neon's format with this text in its message.
    #[track_caller]
    pub(super) fn fails_with(self, status: u16, words: &str) {
        let id = self.headers["x-request-id"].clone();
        let body = self.is(status);
        assert_eq!(body["request_id"], id.as_str(), "{body}");
        assert!(body["code"].is_string(), "{body}");
        let message = body["message"].as_str().unwrap();
        assert!(message.contains(words), "{message}");
    }
}
