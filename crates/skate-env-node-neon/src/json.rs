//! Converts results and errors to JSON for JavaScript. Only `connection` holds a secret.

use serde_json::{Map, Value, json};
use skate_env_core::{
    Environment, Error, Problem,
    neon::{
        self, FoundBranch,
        lifecycle::{ChosenName, Connection, Plan},
        model::Branch,
    },
    verify::Identity,
};

pub(crate) fn found(found: &FoundBranch) -> Value {
    let mut shape = branch(&found.branch);
    let written = found.annotation.as_ref().map(|annotation| &annotation.value);
    shape["annotation"] = json!(written.cloned().unwrap_or_default());
    shape
}

pub(crate) fn branch(branch: &Branch) -> Value {
    without_absent(json!({
        "id": branch.id,
        "name": branch.name,
        "projectId": branch.project_id,
        "state": branch.current_state,
        "default": branch.default,
        "protected": branch.protected,
        "parentId": branch.parent_id,
        "createdAt": branch.created_at,
        "expiresAt": branch.expires_at,
        "lastResetAt": branch.last_reset_at,
    }))
}

/// A connection: its URLs, which JavaScript keeps private, and `more` as the answer.
pub(crate) fn connection(connection: &Connection, more: &Value) -> Value {
    let choice = |choice: &ChosenName| json!({ "name": choice.name, "because": choice.reason });
    json!({
        "answer": more,
        "connection": {
            "url": connection.pooled.expose_secret(),
            "directUrl": connection.direct.expose_secret(),
            "redactedUrl": connection.pooled.to_string(),
            "endpoint": connection.endpoint,
            "role": choice(&connection.role),
            "database": choice(&connection.database),
        },
    })
}

/// The identity of a database. `systemIdentifier` is a string: it exceeds JavaScript's safe integers.
pub(crate) fn identity(identity: &Identity, environment: Environment, proven: bool) -> Value {
    without_absent(json!({
        "environment": environment.as_str(),
        "proven": proven,
        "database": identity.database,
        "databaseOid": identity.database_oid,
        "branchId": identity.branch(),
        "projectId": identity.neon.trusted_project(),
        "endpointId": identity.neon.endpoint(),
        "systemIdentifier": identity.system_identifier.map(|number| number.to_string()),
        "serverVersion": identity.server_version,
        "isInRecovery": identity.is_in_recovery,
    }))
}

pub(crate) fn plan(plan: &Plan) -> Value {
    let mut shape = camel_case(json!(plan));
    shape["text"] = plan.to_string().into();
    shape["changesNothing"] = plan.changes_nothing().into();
    shape
}

/// An error of Neon or of the branch life cycle, with Neon's response.
pub(crate) fn refusal(error: &neon::Error) -> Value {
    let mut shape = failure(&Error::from(error.clone()));
    shape["failure"]["message"] = error.to_string().into(); // with the request id
    if let Some(reply) = error.reply() {
        shape["failure"]["neon"] = without_absent(json!({
            "status": reply.status,
            "code": reply.code,
            "message": reply.message,
            "requestId": reply.request_id,
        }));
    }
    shape
}

pub(crate) fn failure(error: &Error) -> Value {
    let failure = without_absent(json!({
        "code": error.code().as_str(),
        "message": error.to_string(),
        "hint": error.hint(),
        "environment": error.environment().map(Environment::as_str),
        "variable": error.variable(),
        "problems": error.problems().map(problem).collect::<Vec<_>>(),
    }));
    json!({ "failure": failure })
}

fn problem(problem: &Problem) -> Value {
    without_absent(json!({
        "code": problem.code.as_str(),
        "message": problem.message,
        "hint": problem.hint,
        "variable": problem.variable,
        "file": problem.place.as_ref().map(|place| &place.path),
        "line": problem.place.as_ref().map(|place| place.line),
    }))
}

/// Removes keys without a value, as the first addon does.
fn without_absent(mut value: Value) -> Value {
    if let Value::Object(fields) = &mut value {
        fields.retain(|_, field| !field.is_null());
    }
    value
}

/// Converts the keys of a plan to camel case: `branch_id` to `branchId`.
fn camel_case(value: Value) -> Value {
    match value {
        Value::Array(list) => list.into_iter().map(camel_case).collect(),
        Value::Object(fields) => {
            let renamed = fields.into_iter().map(|(key, value)| (camel(&key), camel_case(value)));
            Value::Object(renamed.collect::<Map<_, _>>())
        }
        other => other,
    }
}

fn camel(key: &str) -> String {
    let mut words = key.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (initial, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        name + &initial.to_uppercase() + rest
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_renamed_at_every_depth_and_values_are_not() {
        let plan = json!({ "steps": [{ "step": "add_compute", "branch_id": "br_a" }] });
        let shape = json!({ "steps": [{ "step": "add_compute", "branchId": "br_a" }] });
        assert_eq!(camel_case(plan), shape);
    }
}
