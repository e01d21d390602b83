//! As much of Vercel as is asked, in memory: it answers as Vercel's own client reads answers.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use skate_env_core::rest::{
    BoxFuture, Client, Transport, TransportError, TransportReply, TransportRequest,
};
use skate_env_preview::vercel::{Project, VERCEL, Vercel};

/// Requests and answers are handed to whoever compares them with Vercel's own client.
#[derive(Clone, Debug)]
pub(super) struct Exchange {
    pub(super) method: &'static str,
    pub(super) path: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) body: Option<Value>,
    pub(super) status: u16,
    pub(super) answer: Value,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) variables: Vec<Value>,
    pub(super) deployments: Vec<Value>,
    /// The next answers, instead of what would be answered.
    pub(super) faults: Vec<(u16, Value)>,
    /// What the answers to a list say of further pages.
    pub(super) next_page: Option<u64>,
    pub(super) log: Vec<Exchange>,
    count: u64,
}

#[derive(Clone, Default)]
pub(super) struct FakeVercel(Arc<Mutex<State>>);

impl FakeVercel {
    pub(super) fn client(&self) -> Vercel {
        let clock = Box::new(skate_env_core::rest::SystemClock::start());
        let transport = Box::new(self.clone());
        let client = Client::from_parts_of(&VERCEL, transport, clock, "c4n4ry".into());
        Vercel::new(client, Project::new("prj_1", Some("team_1")))
    }

    pub(super) fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.0.lock().unwrap())
    }

    /// A variable that somebody set by hand.
    pub(super) fn add(
        &self,
        key: &str,
        kind: &str,
        target: &Value,
        value: &str,
        branch: Option<&str>,
    ) {
        self.with(|state| {
            let variable = state.variable(key, kind, target, value, branch, "");
            state.variables.push(variable);
        });
    }

    /// The requests since the last question, `GET /v10/projects/prj_1/env`.
    pub(super) fn requests(&self) -> Vec<String> {
        self.with(|state| {
            state.log.drain(..).map(|it| format!("{} {}", it.method, it.path)).collect()
        })
    }

    /// The names and values that a preview deployment of a git branch gets.
    pub(super) fn variables_of(&self, git_branch: &str) -> Vec<(String, String)> {
        self.with(|state| {
            let of = |branch: Option<&str>| {
                let has = move |it: &&Value| {
                    it["target"].as_array().unwrap().contains(&json!("preview"))
                        && it["gitBranch"].as_str() == branch
                };
                let pair = |it: &Value| {
                    (it["key"].as_str().unwrap().into(), it["value"].as_str().unwrap().into())
                };
                state.variables.iter().filter(has).map(pair).collect::<Vec<(String, String)>>()
            };
            let own = of(Some(git_branch));
            let shared =
                of(None).into_iter().filter(|(name, _)| own.iter().all(|it| it.0 != *name));
            shared.chain(own.clone()).collect()
        })
    }
}

impl State {
    fn variable(
        &mut self,
        key: &str,
        kind: &str,
        target: &Value,
        value: &str,
        branch: Option<&str>,
        comment: &str,
    ) -> Value {
        self.count += 1;
        let mut variable = json!({
            "id": format!("env{}", self.count), "key": key, "type": kind, "target": target,
            "value": value, "createdAt": 1_700_000_000_000_u64 + self.count,
            "updatedAt": 1_700_000_000_000_u64 + self.count, "comment": comment,
            "createdBy": null, "updatedBy": null, "configurationId": null,
            "customEnvironmentIds": [], "securityIssues": [],
        });
        if let Some(branch) = branch {
            variable["gitBranch"] = json!(branch);
        }
        variable
    }

    fn answer(&mut self, request: TransportRequest<'_>) -> (u16, Value) {
        if !self.faults.is_empty() {
            return self.faults.remove(0);
        }
        let segments: Vec<_> = request.path.trim_start_matches('/').split('/').collect();
        match (request.method.as_str(), segments.as_slice()) {
            ("GET", ["v10", "projects", "prj_1", "env"]) => {
                let envs: Vec<_> = self.variables.iter().map(listed).collect();
                let count = envs.len();
                let pagination = json!({ "count": count, "next": self.next_page, "prev": null });
                (200, json!({ "envs": envs, "pagination": pagination }))
            }
            ("GET", ["v1", "projects", "prj_1", "env", id]) => {
                let found = self.variables.iter().find(|it| it["id"] == *id);
                let shown = |it: &Value| {
                    let mut it = it.clone();
                    it["decrypted"] = json!(true);
                    it
                };
                found.map_or_else(missing, |it| (200, shown(it)))
            }
            ("POST", ["v10", "projects", "prj_1", "env"]) => self.set(request),
            ("DELETE", ["v9", "projects", "prj_1", "env", id]) => {
                let found = self.variables.iter().position(|it| it["id"] == *id);
                found.map_or_else(missing, |at| (200, listed(&self.variables.remove(at))))
            }
            ("GET", ["v7", "deployments"]) => {
                let count = self.deployments.len();
                let pagination = json!({ "count": count, "next": null, "prev": null });
                (200, json!({ "deployments": self.deployments, "pagination": pagination }))
            }
            ("POST", ["v13", "deployments"]) => (200, json!({ "id": "dpl_2", "name": "shop" })),
            _ => missing(),
        }
    }

    fn set(&mut self, request: TransportRequest<'_>) -> (u16, Value) {
        let mut created = Vec::new();
        for new in request.body.unwrap().as_array().unwrap() {
            let text = |field: &str| new[field].as_str().unwrap().to_owned();
            let (key, branch) = (text("key"), text("gitBranch"));
            self.variables
                .retain(|it| it["key"] != key.as_str() || it["gitBranch"] != branch.as_str());
            let variable = self.variable(
                &key,
                &text("type"),
                &new["target"],
                &text("value"),
                Some(&branch),
                &text("comment"),
            );
            created.push(listed(&variable));
            self.variables.push(variable);
        }
        (201, json!({ "created": created, "failed": [] }))
    }
}

/// A list shows the values of plain variables alone.
fn listed(variable: &Value) -> Value {
    let mut variable = variable.clone();
    match variable["type"].as_str() {
        Some("plain" | "system") => variable["decrypted"] = json!(true),
        Some("sensitive") => variable["value"] = json!(""),
        _ => {
            variable["value"] = json!("eyJ2IjoidjIifQ==");
            variable["decrypted"] = json!(false);
        }
    }
    variable
}

fn missing() -> (u16, Value) {
    (404, json!({ "error": { "code": "not_found", "message": "The resource was not found." } }))
}

impl Transport for FakeVercel {
    fn send<'a>(
        &'a self,
        outgoing: TransportRequest<'a>,
    ) -> BoxFuture<'a, Result<TransportReply, TransportError>> {
        let reply = self.with(|state| {
            let (status, answer) = state.answer(outgoing);
            let query = outgoing.query.iter();
            state.log.push(Exchange {
                method: outgoing.method.as_str(),
                path: outgoing.path.to_owned(),
                query: query.map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
                body: outgoing.body.cloned(),
                status,
                answer: answer.clone(),
            });
            TransportReply { status, body: answer.to_string().into_bytes(), ..Default::default() }
        });
        Box::pin(async move { Ok(reply) })
    }
}
