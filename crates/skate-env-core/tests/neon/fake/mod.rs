//! A Neon that keeps branches in memory, and a script of what goes wrong.

mod routes;
mod state;

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use serde_json::{Value, json};
use tokio::sync::Barrier;

use crate::clock::JumpingClock;
pub(crate) use state::{PASSWORD, PRODUCTION, STAGING, State, branch, endpoint};

/// What is done to a request instead of answering it.
#[derive(Clone)]
pub(crate) enum Fault {
    /// It is answered with this, and nothing is done.
    Answer(u16, String),
    /// The same with a header.
    AnswerWith(u16, String, (&'static str, String)),
    /// The connection ends; nothing is done.
    DropBefore,
    /// It is done; the connection ends without an answer.
    DropAfter,
    /// It is done; the connection ends in the middle of the answer.
    DropMiddle,
    /// It is done; half of a body is sent as if it were whole.
    Truncate,
    /// 423 until this much time has gone by.
    LockedUntil(Duration),
}

struct Rule {
    method: &'static str,
    part: String,
    fault: Fault,
    times: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    Nothing,
    Middle,
    All,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
    pub(crate) cut: Cut,
}

/// Changes an answer before it is sent: how a hostile server lies.
type Lie = Box<dyn Fn(&str, &str, &mut Value) + Send>;

#[derive(Default)]
pub(crate) struct Fake {
    clock: JumpingClock,
    pub(crate) state: Mutex<State>,
    rules: Mutex<Vec<Rule>>,
    lie: Mutex<Option<Lie>>,
    meeting: Mutex<Option<Arc<Barrier>>>,
    log: Mutex<Vec<String>>,
    heads: Mutex<Vec<String>>,
}

impl Fake {
    pub(crate) fn new(clock: JumpingClock) -> Self {
        Self { clock, ..Self::default() }
    }

    /// The next `times` requests whose path holds `part` go wrong.
    pub(crate) fn fault(&self, method: &'static str, part: &str, times: usize, fault: Fault) {
        self.rules.lock().unwrap().push(Rule { method, part: part.to_owned(), fault, times });
    }

    pub(crate) fn lie(&self, lie: impl Fn(&str, &str, &mut Value) + Send + 'static) {
        *self.lie.lock().unwrap() = Some(Box::new(lie));
    }

    /// Requests that make branches wait for each other.
    pub(crate) fn let_creations_meet(&self, count: usize) {
        *self.meeting.lock().unwrap() = Some(Arc::new(Barrier::new(count)));
    }

    pub(crate) async fn meet(&self, method: &str, path: &str) {
        let meeting = self.meeting.lock().unwrap().clone();
        if let Some(meeting) = meeting.filter(|_| method == "POST" && path.ends_with("/branches")) {
            meeting.wait().await;
        }
    }

    /// How many requests came whose line begins so: `POST /projects/p1/branches`.
    pub(crate) fn count(&self, begin: &str) -> usize {
        self.log.lock().unwrap().iter().filter(|line| line.starts_with(begin)).count()
    }

    pub(crate) fn log(&self) -> Vec<String> {
        self.log.lock().unwrap().clone()
    }

    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let state = self.state.lock().unwrap();
        state.branches.iter().map(|b| b["name"].as_str().unwrap().to_owned()).collect()
    }

    pub(crate) fn answer(&self, method: &str, path: &str, head: &str, body: &str) -> Answer {
        self.log.lock().unwrap().push(format!("{method} {path}"));
        self.heads.lock().unwrap().push(head.to_owned());
        let fault = self.take_fault(method, path);
        let said = |status, body: &str, headers| Answer {
            status,
            headers,
            body: body.to_owned(),
            cut: Cut::Nothing,
        };
        match &fault {
            Some(Fault::Answer(status, body)) => return said(*status, body, Vec::new()),
            Some(Fault::AnswerWith(status, body, header)) => {
                return said(*status, body, vec![header.clone()]);
            }
            Some(Fault::LockedUntil(_)) => {
                let body = json!({ "code": "", "message": "project has running operations" });
                return said(423, &body.to_string(), Vec::new());
            }
            Some(Fault::DropBefore) => return Answer { cut: Cut::All, ..said(0, "", Vec::new()) },
            _ => {}
        }
        let body = serde_json::from_str(body).unwrap_or(Value::Null);
        let (status, mut value) = self.state.lock().unwrap().route(method, path, &body);
        if let Some(lie) = &*self.lie.lock().unwrap() {
            lie(method, path, &mut value);
        }
        let mut text = if status == 204 { String::new() } else { value.to_string() };
        let cut = match fault {
            Some(Fault::DropAfter) => Cut::All,
            Some(Fault::DropMiddle) => Cut::Middle,
            Some(Fault::Truncate) => {
                text.truncate(text.len() / 2);
                Cut::Nothing
            }
            _ => Cut::Nothing,
        };
        Answer { status, headers: vec![("x-request-id", "req-1".to_owned())], body: text, cut }
    }

    fn take_fault(&self, method: &str, path: &str) -> Option<Fault> {
        let mut rules = self.rules.lock().unwrap();
        let elapsed = self.clock.elapsed();
        let rule = rules.iter_mut().find(|rule| {
            let timely = !matches!(rule.fault, Fault::LockedUntil(end) if elapsed >= end);
            rule.method == method && path.contains(&rule.part) && rule.times > 0 && timely
        })?;
        rule.times -= 1;
        Some(rule.fault.clone())
    }
}
