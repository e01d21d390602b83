//! Neon's answers in the simulated world.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::world::{Branch, PRODUCTION, World, suffix};

impl World {
    pub(super) fn neon(
        &mut self,
        method: &str,
        path: &str,
        query: &HashMap<&str, String>,
        body: Option<&Value>,
    ) -> (u16, Value) {
        self.expire();
        let body = body.cloned().unwrap_or_default();
        let segments: Vec<_> = path.trim_start_matches('/').split('/').collect();
        match (method, segments.as_slice()) {
            ("GET", ["projects", "p1"]) => (
                200,
                json!({ "project": {
                "id": "p1", "name": "shop", "region_id": "aws-eu-central-1", "pg_version": 17,
                "owner": { "subscription_type": "scale" },
            } }),
            ),
            ("GET", ["projects", "p1", "branches"]) => (200, self.branches_page(query)),
            ("POST", ["projects", "p1", "branches"]) => self.create(&body),
            ("GET", ["projects", "p1", "branches", id]) => self.one(id),
            ("PATCH", ["projects", "p1", "branches", id]) => self.update(id, &body["branch"]),
            ("DELETE", ["projects", "p1", "branches", id]) => self.delete(id),
            ("GET", ["projects", "p1", "branches", id, "endpoints"]) => {
                let there = self.branches.keys().filter(|branch| branch == id);
                let endpoints: Vec<_> = there.map(|id| endpoint(id)).collect();
                (200, json!({ "endpoints": endpoints }))
            }
            ("GET", ["projects", "p1", "branches", id, "roles"]) => {
                (200, json!({ "roles": [{ "branch_id": id, "name": "neondb_owner" }] }))
            }
            ("GET", ["projects", "p1", "branches", id, "databases"]) => (
                200,
                json!({
                    "databases": [{
                        "id": 1, "branch_id": id, "name": "neondb", "owner_name": "neondb_owner"
                    }]
                }),
            ),
            ("GET", ["projects", "p1", "connection_uri"]) => {
                let lie = self.random.chance(self.faults.production);
                (200, uri(query, lie))
            }
            _ => (404, json!({ "code": "NOT_FOUND", "message": format!("{method} {path}") })),
        }
    }

    fn branches_page(&self, query: &HashMap<&str, String>) -> Value {
        let search = query.get("search").map_or("", String::as_str);
        let after = query.get("cursor").map_or("", String::as_str);
        let limit = query.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(100);
        let found = self.branches.iter().filter(|(id, branch)| {
            id.as_str() > after && (branch.name.contains(search) || id.contains(search))
        });
        let page: Vec<_> = found.take(self.page.min(limit) + 1).collect();
        let more = page.len() > self.page.min(limit);
        let page = &page[..page.len() - usize::from(more)];
        let annotations: serde_json::Map<String, Value> = page
            .iter()
            .filter(|(_, branch)| !branch.annotation.is_null())
            .map(|(id, branch)| ((*id).clone(), annotation(id, branch)))
            .collect();
        json!({
            "branches": page.iter().map(|(id, branch)| view(id, branch)).collect::<Vec<_>>(),
            "annotations": annotations,
            "pagination": { "next": more.then(|| page.last().map(|(id, _)| (*id).clone())) },
        })
    }

    fn create(&mut self, body: &Value) -> (u16, Value) {
        let name = body["branch"]["name"].as_str().unwrap().to_owned();
        if self.named(&name).is_some() {
            return (409, json!({ "code": "BRANCH_ALREADY_EXISTS", "message": "it exists" }));
        }
        let id = format!("br-new-branch-{}", self.number());
        let made = Branch {
            name,
            parent: body["branch"]["parent_id"].as_str().map(str::to_owned),
            created_at: self.timestamp(),
            expires_at: body["branch"]["expires_at"].as_str().and_then(|at| at.parse().ok()),
            annotation: body["annotation_value"].clone(),
            migrated: None,
        };
        let answer = json!({
            "branch": view(&id, &made), "endpoints": [endpoint(&id)], "operations": []
        });
        self.branches.insert(id, made);
        (201, answer)
    }

    fn one(&self, id: &str) -> (u16, Value) {
        match self.branches.get(id) {
            None => missing(),
            Some(it) => (200, json!({ "branch": view(id, it), "annotation": annotation(id, it) })),
        }
    }

    fn update(&mut self, id: &str, changes: &Value) -> (u16, Value) {
        if let Some(name) = changes["name"].as_str() {
            if self.named(name).is_some_and(|(other, _)| other != id) {
                return (409, json!({ "code": "BRANCH_ALREADY_EXISTS", "message": "it exists" }));
            }
            if super::world::pull_of_id(self, id).is_none() && self.branches.contains_key(id) {
                self.violations.push(format!("{id} was renamed"));
            }
        }
        let Some(branch) = self.branches.get_mut(id) else { return missing() };
        if let Some(name) = changes["name"].as_str() {
            name.clone_into(&mut branch.name);
        }
        if let Some(at) = changes["expires_at"].as_str() {
            branch.expires_at = at.parse().ok();
        }
        (200, json!({ "branch": view(id, branch), "operations": [] }))
    }

    fn delete(&mut self, id: &str) -> (u16, Value) {
        let Some(branch) = self.branches.get(id) else { return (204, Value::Null) };
        let answer = json!({ "branch": view(id, branch), "operations": [] });
        self.judge_deletion(id);
        self.branches.remove(id);
        (200, answer)
    }
}

fn missing() -> (u16, Value) {
    (404, json!({ "code": "BRANCH_NOT_FOUND", "message": "branch not found" }))
}

fn view(id: &str, branch: &Branch) -> Value {
    let mut view = json!({
        "id": id, "project_id": "p1", "name": branch.name, "current_state": "ready",
        "default": id == PRODUCTION, "protected": false,
        "created_at": branch.created_at.to_string(), "updated_at": branch.created_at.to_string(),
    });
    if let Some(parent) = &branch.parent {
        view["parent_id"] = json!(parent);
    }
    if let Some(at) = branch.expires_at {
        view["expires_at"] = json!(at.to_string());
    }
    view
}

fn annotation(id: &str, branch: &Branch) -> Value {
    let value = if branch.annotation.is_null() { json!({}) } else { branch.annotation.clone() };
    json!({ "object": { "id": id }, "value": value })
}

fn endpoint(id: &str) -> Value {
    let endpoint = format!("ep-cool-darkness-{}", suffix(id));
    json!({
        "id": endpoint, "project_id": "p1", "branch_id": id, "type": "read_write",
        "host": format!("{endpoint}.eu-central-1.aws.neon.tech"), "current_state": "active",
        "autoscaling_limit_min_cu": 0.25, "autoscaling_limit_max_cu": 0.25,
        "suspend_timeout_seconds": 300,
    })
}

/// As Neon's own action once did: production's URL for another branch.
fn uri(query: &HashMap<&str, String>, lie: bool) -> Value {
    let pooler = if query["pooled"] == "true" { "-pooler" } else { "" };
    let own = format!("ep-cool-darkness-{}", suffix(&query["branch_id"]));
    let endpoint = if lie { "ep-cool-darkness-100000" } else { &own };
    let host = format!("{endpoint}{pooler}.eu-central-1.aws.neon.tech");
    let (role, database) = (&query["role_name"], &query["database_name"]);
    json!({ "uri": format!("postgresql://{role}:c4n4ry@{host}/{database}?sslmode=require") })
}
