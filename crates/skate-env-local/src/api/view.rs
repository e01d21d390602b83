//! Records as JSON: every field that Neon's document requires, and of the optional ones those that
//! have a meaning on this machine.

mod account;
mod branch;
mod connection;
mod database;
mod endpoint;
mod operation;
mod project;
mod role;

use serde_json::Value;

pub(super) use account::{authentication, user};
pub(super) use branch::{annotation, branch};
pub(super) use connection::{connection, url};
pub(super) use database::database;
pub(super) use endpoint::endpoint;
pub(super) use operation::{operation, operations};
pub(super) use project::{project, project_in_list};
pub(super) use role::{new_role, role};

/// The account that owns everything.
const OWNER: &str = "local";
const EMAIL: &str = "nobody@example.invalid";
/// The plan that allows every policy for a class.
pub(super) const PLAN: &str = "scale_v3";
/// Who pays nothing; consumption is asked of an organization.
pub(super) const ORGANIZATION: &str = "org-local";
const REGION: &str = "local";
const PROVISIONER: &str = "k8s-neonvm";
const ADDRESS: &str = "127.0.0.1";
/// Required by the document, whose example this is.
const CREATION_SOURCE: &str = "console";
const MAX_BRANCHES: i64 = 5_000;

/// Removes absent fields: Neon leaves them out and does not write `null`.
fn without_nulls(mut object: Value) -> Value {
    if let Value::Object(fields) = &mut object {
        fields.retain(|_, value| !value.is_null());
    }
    object
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "no branch is active for longer than i64 seconds"
)]
pub(super) fn rounded(seconds: f64) -> i64 {
    seconds.round() as i64
}
