//! As much of GitHub as a preview asks for, on a loopback port, and what goes wrong with it.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::http_server::{Reply, Request, serve};

/// What happens to a request instead of its answer.
#[derive(Clone)]
pub(super) enum Fault {
    /// It is answered with this status and these headers, and nothing is done.
    Answer(u16, &'static str),
    /// It is done, and the connection ends without an answer.
    DropAfter,
    /// It is answered.
    None,
}

#[derive(Default)]
struct State {
    pulls: Vec<Value>,
    /// Number of the pull request, id, author, text.
    comments: Vec<(u64, u64, String, String)>,
    faults: Vec<(&'static str, Fault)>,
    log: Vec<String>,
    next: u64,
}

pub(super) struct FakeGitHub {
    pub(super) address: String,
    state: Arc<Mutex<State>>,
}

impl FakeGitHub {
    /// With pull request 7, open.
    pub(super) fn start() -> Self {
        let state: Arc<Mutex<State>> = Arc::default();
        let shared = Arc::clone(&state);
        let address = serve(move |request| reply(&shared, &request));
        let github = Self { address, state };
        github.open(7);
        github
    }

    pub(super) fn open(&self, number: u64) {
        self.with(|state| {
            state.pulls.retain(|pull| pull["number"] != number);
            state.pulls.push(pull(number));
        });
    }

    pub(super) fn change(&self, number: u64, change: impl FnOnce(&mut Value)) {
        self.with(|state| {
            change(state.pulls.iter_mut().find(|pull| pull["number"] == number).unwrap());
        });
    }

    /// Closes it long ago.
    pub(super) fn close(&self, number: u64) {
        self.change(number, |pull| {
            pull["state"] = json!("closed");
            pull["closed_at"] = json!("2026-01-01T00:00:00Z");
        });
    }

    pub(super) fn pull(&self, number: u64) -> Value {
        self.with(|state| state.pulls.iter().find(|pull| pull["number"] == number).unwrap().clone())
    }

    /// The next requests that begin so go wrong, one for each fault.
    pub(super) fn fault(&self, begin: &'static str, fault: Fault, times: usize) {
        self.with(|state| state.faults.extend(vec![(begin, fault); times]));
    }

    /// The same after this many that are answered as they should be.
    pub(super) fn fault_after(&self, well: usize, begin: &'static str, fault: Fault, times: usize) {
        self.fault(begin, Fault::None, well);
        self.fault(begin, fault, times);
    }

    /// Nothing goes wrong any more.
    pub(super) fn no_faults(&self) {
        self.with(|state| state.faults.clear());
    }

    /// Authors and texts.
    pub(super) fn comments(&self) -> Vec<(String, String)> {
        self.with(|state| {
            state
                .comments
                .iter()
                .map(|(_, _, author, body)| (author.clone(), body.clone()))
                .collect()
        })
    }

    pub(super) fn comment(&self, number: u64, author: &str, body: &str) {
        self.with(|state| {
            state.next += 1;
            state.comments.push((number, state.next, author.to_owned(), body.to_owned()));
        });
    }

    pub(super) fn count(&self, begin: &str) -> usize {
        self.with(|state| state.log.iter().filter(|line| line.starts_with(begin)).count())
    }

    fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.state.lock().unwrap())
    }
}

fn pull(number: u64) -> Value {
    let shop = json!({ "id": 4711, "full_name": "octo/shop" });
    json!({
        "number": number, "state": "open", "closed_at": null, "labels": [],
        "head": { "ref": "x\nINJECTED=1", "sha": format!("{number:040}"), "repo": shop },
        "base": { "ref": "main", "sha": "0", "repo": shop },
    })
}

fn reply(state: &Mutex<State>, request: &Request) -> Reply {
    let Request { method, target, authorization, body, .. } = request;
    let line = format!("{method} {target}");
    let mut state = state.lock().unwrap();
    let found = state.faults.iter().position(|(begin, _)| line.starts_with(begin));
    let fault = found.map(|at| state.faults.remove(at).1);
    state.log.push(line);
    if let Some(Fault::Answer(status, headers)) = fault {
        return Reply::Answer(status, headers.to_owned(), json!({ "message": "no" }));
    }
    let (status, value, next) = if authorization == "bearer c4n4ry-token" {
        state.answer(method, target, body)
    } else {
        (401, json!({ "message": "Bad credentials" }), String::new())
    };
    match fault {
        Some(Fault::DropAfter) => Reply::Drop,
        _ => Reply::Answer(status, next, value),
    }
}

impl State {
    fn answer(&mut self, method: &str, target: &str, body: &Value) -> (u16, Value, String) {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let page: usize = query
            .split('&')
            .find_map(|pair| pair.strip_prefix("page="))
            .and_then(|page| page.parse().ok())
            .unwrap_or(1);
        let plain = |status, value| (status, value, String::new());
        let segments: Vec<_> = path.trim_start_matches('/').split('/').collect();
        match (method, segments.as_slice()) {
            ("GET", ["repos", "octo", "shop"]) => {
                plain(200, json!({ "id": 4711, "full_name": "octo/shop" }))
            }
            ("GET", ["repos", "octo", "shop", "pulls"]) => {
                let open = self.pulls.iter().filter(|pull| pull["state"] == "open");
                paged(open.cloned().collect(), path, page)
            }
            ("GET", ["repos", "octo", "shop", "pulls", number]) => {
                let found = self
                    .pulls
                    .iter()
                    .find(|pull| number.parse().is_ok_and(|it: u64| pull["number"] == it));
                found.map_or_else(
                    || plain(404, json!({ "message": "Not Found" })),
                    |pull| plain(200, pull.clone()),
                )
            }
            ("GET", ["repos", "octo", "shop", "issues", number, "comments"]) => {
                let own = self.comments.iter().filter(|it| it.0.to_string() == *number);
                paged(own.map(view).collect(), path, page)
            }
            ("POST", ["repos", "octo", "shop", "issues", number, "comments"]) => {
                self.next += 1;
                let text = body["body"].as_str().unwrap().to_owned();
                let author = "github-actions[bot]".to_owned();
                let made = (number.parse().unwrap(), self.next, author, text);
                self.comments.push(made);
                plain(201, self.comments.last().map(view).unwrap())
            }
            ("PATCH", ["repos", "octo", "shop", "issues", "comments", id]) => {
                let found = self.comments.iter_mut().find(|it| it.1.to_string() == *id).unwrap();
                body["body"].as_str().unwrap().clone_into(&mut found.3);
                plain(200, view(found))
            }
            ("DELETE", ["repos", "octo", "shop", "issues", "comments", id]) => {
                self.comments.retain(|it| it.1.to_string() != *id);
                plain(204, Value::Null)
            }
            _ => plain(403, json!({ "message": "Resource not accessible by integration" })),
        }
    }
}

fn view((_, id, author, body): &(u64, u64, String, String)) -> Value {
    json!({ "id": id, "body": body, "user": { "login": author } })
}

/// Two on a page, so that every list has several.
fn paged(items: Vec<Value>, path: &str, page: usize) -> (u16, Value, String) {
    let more = items.len() > page * 2;
    let items: Vec<_> = items.into_iter().skip((page - 1) * 2).take(2).collect();
    let next = page + 1;
    let link = format!("Link: <http://x{path}?page={next}>; rel=\"next\"\r\n");
    (200, json!(items), if more { link } else { String::new() })
}
