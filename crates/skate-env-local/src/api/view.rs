//! How records look in answers: every field that Neon's document requires, and of the others those
//! that mean something here.

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

/// The account that everything belongs to.
const OWNER: &str = "local";
const EMAIL: &str = "nobody@example.invalid";
/// So that every class policy is possible.
const PLAN: &str = "scale_v3";
const REGION: &str = "local";
const PROVISIONER: &str = "k8s-neonvm";
const ADDRESS: &str = "127.0.0.1";
/// The document asks who made it, and this is its own example.
const MADE_BY: &str = "console";
const MOST_BRANCHES: i64 = 5_000;

/// Without the fields that are not there: Neon leaves them out, it does not write `null`.
fn present(mut object: Value) -> Value {
    if let Value::Object(fields) = &mut object {
        fields.retain(|_, value| !value.is_null());
    }
    object
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "no branch is active for longer than i64 seconds"
)]
fn whole(seconds: f64) -> i64 {
    seconds.round() as i64
}
