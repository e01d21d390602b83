//! The branch that git has checked out, and the branch whose database is used.

use std::fs;

use skate_env_core::dotenv::branch_named;

use super::{Finding, Patient};
use crate::project::{Git, branch_of_file};

pub(super) fn check(patient: &Patient<'_>) -> Vec<Finding> {
    let Some(git) = &patient.git else { return Vec::new() };
    let Some(checked_out) = git.branch() else { return Vec::new() };
    let database = named_in_file(patient).or_else(|| branch_of_file(&patient.context.directory));
    let found = database.and_then(|database| disagreement(git, &checked_out, &database));
    found.into_iter().collect()
}

/// A database branch that bears another git branch's name. One of no git branch's name, such as
/// `dev-main`, belongs to whoever works here.
pub(super) fn disagreement(git: &Git, checked_out: &str, database: &str) -> Option<Finding> {
    if database == checked_out || database.starts_with("br-") || !git.has_branch(database) {
        return None;
    }
    Some(Finding::warning(
        "branches_disagree",
        format!("git is on `{checked_out}`, and the database is that of `{database}`."),
        format!("skate-env branch create {checked_out}, or skate-env branch switch {checked_out}"),
    ))
}

/// What the commands about branches wrote above the lines that they keep.
fn named_in_file(patient: &Patient<'_>) -> Option<String> {
    let text = fs::read_to_string(patient.context.directory.join(".env.local")).ok()?;
    branch_named(&text).map(str::to_owned)
}
