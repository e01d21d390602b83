//! Neon's answers.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::state::{PASSWORD, State, branch, endpoint};

const PAGE: usize = 100;

impl State {
    pub(super) fn route(&mut self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let url = url::Url::parse(&format!("http://fake{path}")).unwrap();
        let query: HashMap<String, String> = url.query_pairs().into_owned().collect();
        let segments: Vec<_> = url.path_segments().unwrap().collect();
        match (method, segments.as_slice()) {
            ("GET", ["auth"]) => (200, json!({ "account_id": "a", "auth_method": "api_key_org" })),
            ("GET", ["projects", "p1"]) => (200, self.project()),
            ("GET", ["projects", "p1", "branches"]) => (200, self.page(&query)),
            ("GET", ["projects", "p1", "branches", "count"]) => {
                (200, json!({ "count": self.branches.len() }))
            }
            ("POST", ["projects", "p1", "branches"]) => self.create(body),
            ("POST", ["projects", "p1", "branch_anonymized"]) => self.anonymize(body),
            ("GET", ["projects", "p1", "branches", id, "anonymized_status"]) => self.masking(id),
            ("GET", ["projects", "p1", "branches", id, "masking_rules"]) => {
                (200, json!({ "masking_rules": self.maskings[*id].0 }))
            }
            ("GET", ["projects", "p1", "branches", id]) => self.branch(id),
            ("PATCH", ["projects", "p1", "branches", id]) => self.update(id, body),
            ("DELETE", ["projects", "p1", "branches", id]) => self.delete(id),
            ("POST", ["projects", "p1", "branches", id, "restore"]) => self.restore(id),
            ("GET", ["projects", "p1", "branches", id, "endpoints"]) => {
                let own = self.endpoints.iter().filter(|endpoint| endpoint["branch_id"] == *id);
                (200, json!({ "endpoints": own.collect::<Vec<_>>() }))
            }
            ("GET", ["projects", "p1", "branches", id, "roles"]) => {
                (200, json!({ "roles": [{ "branch_id": id, "name": "neondb_owner" }] }))
            }
            ("POST", ["projects", "p1", "branches", id, "roles", name, "reset_password"]) => {
                let role = json!({ "branch_id": id, "name": name });
                (200, json!({ "role": role, "operations": [self.operation("apply_config")] }))
            }
            ("GET", ["projects", "p1", "branches", id, "databases"]) => {
                let neondb = json!({
                    "id": 1, "branch_id": id, "name": "neondb", "owner_name": "neondb_owner"
                });
                (200, json!({ "databases": [neondb] }))
            }
            ("GET", ["projects", "p1", "endpoints", id]) => {
                let found = self.endpoints.iter().find(|endpoint| endpoint["id"] == *id);
                (200, json!({ "endpoint": found }))
            }
            ("GET", ["projects", "p1", "endpoints"]) => {
                (200, json!({ "endpoints": self.endpoints }))
            }
            ("POST", ["projects", "p1", "endpoints", id, "start" | "restart"]) => {
                self.switch(id, "active")
            }
            ("POST", ["projects", "p1", "endpoints", id, "suspend"]) => self.switch(id, "idle"),
            ("GET", ["projects", "p1", "operations", id]) => (200, self.poll(id)),
            ("GET", ["projects", "p1", "connection_uri"]) => (200, uri(&query)),
            _ => (404, json!({ "code": "NOT_FOUND", "message": "not found" })),
        }
    }

    fn project(&self) -> Value {
        json!({ "project": {
            "id": "p1", "name": "shop", "region_id": "aws-eu-central-1", "pg_version": 17,
            "owner": { "subscription_type": self.subscription },
        } })
    }

    fn page(&self, query: &HashMap<String, String>) -> Value {
        let search = query.get("search").map_or("", String::as_str);
        let part = |value: &Value| value.as_str().unwrap().contains(search);
        let found: Vec<_> =
            self.branches.iter().filter(|b| part(&b["name"]) || part(&b["id"])).collect();
        let begin = query.get("cursor").map_or(0, |cursor| cursor.parse().unwrap());
        let end = (begin + PAGE).min(found.len());
        let next = (end < found.len()).then(|| end.to_string());
        let mut page = json!({ "branches": found[begin..end], "annotations": self.annotations });
        page["pagination"] = json!({ "sort_by": "created_at", "next": next });
        page
    }

    fn create(&mut self, body: &Value) -> (u16, Value) {
        let spec = &body["branch"];
        let name = spec["name"].as_str().unwrap();
        if !self.same_names && self.branches.iter().any(|branch| branch["name"] == name) {
            let message = format!("branch `{name}` already exists");
            return (409, json!({ "code": "BRANCH_ALREADY_EXISTS", "message": message }));
        }
        let number = self.number();
        let id = format!("br-new-branch-{number}");
        let mut made = branch(&id, name, spec["parent_id"].as_str());
        made["created_at"] = json!("2026-11-22T12:00:00Z");
        if let Value::String(expires_at) = &spec["expires_at"] {
            made["expires_at"] = json!(expires_at);
        }
        if spec["init_source"] == "schema-only" {
            made["init_source"] = json!("schema-only");
            made.as_object_mut().unwrap().remove("parent_id");
        }
        self.branches.push(made.clone());
        let compute = endpoint(&format!("ep-new-compute-{number}"), &id);
        self.endpoints.push(compute.clone());
        if !body["annotation_value"].is_null() {
            let annotation = json!({ "object": { "id": id }, "value": body["annotation_value"] });
            self.annotations.insert(id.clone(), annotation);
        }
        let operations = [self.operation("create_branch"), self.operation("start_compute")];
        let answer = json!({ "branch": made, "endpoints": [compute], "operations": operations });
        (201, answer)
    }

    fn anonymize(&mut self, body: &Value) -> (u16, Value) {
        let mut create = body["branch_create"].clone();
        create["annotation_value"] = body["annotation_value"].clone();
        let (status, made) = self.create(&create);
        if let Some(id) = made["branch"]["id"].as_str() {
            let begins = body["start_anonymization"] == true;
            let course = if begins { self.masking.clone() } else { vec!["initialized"] };
            self.maskings.insert(id.to_owned(), (body["masking_rules"].clone(), course));
        }
        (status, made)
    }

    fn masking(&mut self, id: &str) -> (u16, Value) {
        let Some((_, course)) = self.maskings.get_mut(id) else {
            return (404, json!({ "code": "", "message": "anonymized branch not found" }));
        };
        let state = if course.len() > 1 { course.remove(0) } else { course[0] };
        let message = "invalid input syntax for type uuid: \"canary\" in table \"users\"";
        (
            200,
            json!({ "project_id": "p1", "branch_id": id, "state": state,
                      "status_message": message }),
        )
    }

    fn branch(&self, id: &str) -> (u16, Value) {
        let Some(branch) = self.find(id) else {
            return (404, json!({ "code": "BRANCH_NOT_FOUND", "message": "branch not found" }));
        };
        let annotation = self.annotations.get(id);
        let annotation =
            annotation.cloned().unwrap_or(json!({ "object": { "id": id }, "value": {} }));
        (200, json!({ "branch": branch, "annotation": annotation }))
    }

    fn update(&mut self, id: &str, body: &Value) -> (u16, Value) {
        let Some(branch) = self.find_mut(id) else { return (404, json!({})) };
        for (name, value) in body["branch"].as_object().unwrap() {
            branch[name] = value.clone();
        }
        (200, json!({ "branch": branch, "operations": [] }))
    }

    fn delete(&mut self, id: &str) -> (u16, Value) {
        let Some(at) = self.branches.iter().position(|branch| branch["id"] == id) else {
            return (204, Value::Null);
        };
        let branch = self.branches.remove(at);
        (200, json!({ "branch": branch, "operations": [self.operation("delete_timeline")] }))
    }

    fn restore(&mut self, id: &str) -> (u16, Value) {
        let operation = self.operation("create_timeline");
        let number = self.number();
        let Some(branch) = self.find_mut(id) else { return (404, json!({})) };
        branch["last_reset_at"] = json!(format!("2026-11-22T12:00:00.{number}Z"));
        (200, json!({ "branch": branch, "operations": [operation] }))
    }

    fn switch(&mut self, id: &str, state: &str) -> (u16, Value) {
        let action = if state == "idle" { "suspend_compute" } else { "start_compute" };
        let operation = self.operation(action);
        let found = self.endpoints.iter_mut().find(|endpoint| endpoint["id"] == id).unwrap();
        found["current_state"] = json!(state);
        (200, json!({ "endpoint": found, "operations": [operation] }))
    }

    fn poll(&mut self, id: &str) -> Value {
        let course = self.operations.get_mut(id).unwrap();
        let status = if course.len() > 1 { course.remove(0) } else { course[0] };
        let mut operation = json!({
            "id": id, "project_id": "p1", "action": "create_branch", "status": status
        });
        if ["failed", "error"].contains(&status) {
            let error = format!("no room at postgresql://x:{PASSWORD}@storage/x");
            operation["error"] = json!(error);
        }
        json!({ "operation": operation })
    }
}

fn uri(query: &HashMap<String, String>) -> Value {
    let pooler = if query["pooled"] == "true" { "-pooler" } else { "" };
    let host = format!("{}{pooler}.eu-central-1.aws.neon.tech", query["endpoint_id"]);
    let (role, database) = (&query["role_name"], &query["database_name"]);
    json!({ "uri": format!("postgresql://{role}:{PASSWORD}@{host}/{database}?sslmode=require") })
}
