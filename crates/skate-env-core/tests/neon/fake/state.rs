//! Branches, endpoints and operations in memory.

use std::collections::HashMap;

use serde_json::{Value, json};

pub(crate) const PRODUCTION: &str = "br-cool-forest-100000";
pub(crate) const STAGING: &str = "br-cool-forest-200000";
pub(crate) const PASSWORD: &str = "canary-passw0rd";

/// What Neon keeps.
pub(crate) struct State {
    pub(crate) branches: Vec<Value>,
    pub(crate) endpoints: Vec<Value>,
    pub(crate) annotations: HashMap<String, Value>,
    /// Of each operation, what it says when it is next asked for; the last one stays.
    pub(crate) operations: HashMap<String, Vec<&'static str>>,
    /// What new operations will say.
    pub(crate) course: Vec<&'static str>,
    /// Of each anonymized branch its rules, and what its status says when it is next asked for.
    pub(crate) maskings: HashMap<String, (Value, Vec<&'static str>)>,
    /// What new ones will say; the last one stays.
    pub(crate) masking: Vec<&'static str>,
    pub(crate) subscription: &'static str,
    /// Whether a name may be given twice, as nobody should allow.
    pub(crate) same_names: bool,
    next: usize,
}

impl Default for State {
    fn default() -> Self {
        let mut state = Self {
            branches: Vec::new(),
            endpoints: Vec::new(),
            annotations: HashMap::new(),
            operations: HashMap::new(),
            course: vec!["finished"],
            maskings: HashMap::new(),
            masking: vec!["anonymized"],
            subscription: "scale",
            same_names: false,
            next: 300_000,
        };
        state.branches.push(branch(PRODUCTION, "main", None));
        state.branches[0]["default"] = json!(true);
        state.branches.push(branch(STAGING, "staging", Some(PRODUCTION)));
        state.endpoints.push(endpoint("ep-cool-darkness-100000", PRODUCTION));
        state.endpoints.push(endpoint("ep-cool-darkness-200000", STAGING));
        state
    }
}

impl State {
    pub(crate) fn number(&mut self) -> usize {
        self.next += 1;
        self.next
    }

    pub(crate) fn operation(&mut self, action: &str) -> Value {
        let id = format!("00000000-0000-0000-0000-{:012}", self.number());
        let mut course = self.course.clone();
        let status = course.remove(0);
        self.operations.insert(id.clone(), course);
        json!({ "id": id, "project_id": "p1", "action": action, "status": status })
    }

    pub(crate) fn find(&self, id: &str) -> Option<&Value> {
        self.branches.iter().find(|branch| branch["id"] == id)
    }

    pub(crate) fn find_mut(&mut self, id: &str) -> Option<&mut Value> {
        self.branches.iter_mut().find(|branch| branch["id"] == id)
    }
}

pub(crate) fn branch(id: &str, name: &str, parent: Option<&str>) -> Value {
    let mut branch = json!({
        "id": id, "project_id": "p1", "name": name, "current_state": "ready", "default": false,
        "protected": false, "created_at": "2026-11-22T11:00:00Z",
        "updated_at": "2026-11-22T11:00:00Z", "creation_source": "console",
    });
    if let Some(parent) = parent {
        branch["parent_id"] = json!(parent);
    }
    branch
}

pub(crate) fn endpoint(id: &str, branch: &str) -> Value {
    json!({
        "id": id, "project_id": "p1", "branch_id": branch, "type": "read_write",
        "host": format!("{id}.eu-central-1.aws.neon.tech"), "current_state": "active",
        "autoscaling_limit_min_cu": 0.25, "autoscaling_limit_max_cu": 0.25,
        "suspend_timeout_seconds": 300,
    })
}
