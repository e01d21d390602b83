//! The branch that git has checked out, and the branch whose database is used.

use std::fs;

use skate_env_core::{Config, Environment, dotenv::branch_named};

use super::{Finding, Patient};
use crate::project::{Git, branch_of_file};

pub(super) fn check(patient: &Patient<'_>) -> Vec<Finding> {
    let Some(git) = &patient.git else { return Vec::new() };
    let Some(checked_out) = git.branch() else { return Vec::new() };
    let database = named_in_file(patient).or_else(|| branch_of_file(&patient.context.directory));
    let found = database.and_then(|it| disagreement(patient.config(), git, &checked_out, &it));
    found.into_iter().collect()
}

/// A database branch that bears another git branch's name. One of no git branch's name, such as
/// `dev-main`, belongs to whoever works here.
pub(super) fn disagreement(
    config: &Config,
    git: &Git,
    checked_out: &str,
    database: &str,
) -> Option<Finding> {
    if database == checked_out || database.starts_with("br-") || !git.has_branch(database) {
        return None;
    }
    Some(Finding::warning(
        "branches_disagree",
        format!("git is on `{checked_out}`, and the database is that of `{database}`."),
        mend(config, checked_out, database),
    ))
}

/// Production's branch is nobody's to work on, so there the other one gives way.
fn mend(config: &Config, checked_out: &str, database: &str) -> String {
    let production = config.environments.get(&Environment::Production);
    if production.and_then(|policy| policy.branch.as_deref()) == Some(checked_out) {
        return format!("git switch {database}, or skate-env branch switch staging");
    }
    format!("skate-env branch create {checked_out}, or skate-env branch switch {checked_out}")
}

/// What the commands about branches wrote above the lines that they keep.
fn named_in_file(patient: &Patient<'_>) -> Option<String> {
    let text = fs::read_to_string(patient.context.directory.join(".env.local")).ok()?;
    branch_named(&text).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_productions_branch() {
        let config = Config::parse("", "[environments.production]\nbranch = \"main\"\n").unwrap();
        let on_main = mend(&config, "main", "feature/x");
        assert_eq!(on_main, "git switch feature/x, or skate-env branch switch staging");
        assert!(mend(&config, "feature/y", "feature/x").contains("branch create feature/y"));
        assert!(mend(&Config::default(), "main", "feature/x").contains("branch create main"));
    }
}
