//! Whether git's branch and the database's branch are the same.

use skate_env_core::{Config, Environment, dotenv::branch_named, files};

use super::{Finding, Project};
use crate::project::{Git, branch_of_file};

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    let Some(git) = &project.git else { return Vec::new() };
    let Some(checked_out) = git.branch() else { return Vec::new() };
    let database = named_in_file(project).or_else(|| branch_of_file(&project.context.directory));
    let found = database.and_then(|it| disagreement(project.config(), git, &checked_out, &it));
    found.into_iter().collect()
}

/// Reports a database branch with the name of another git branch. A name that git does not have,
/// such as `dev-main`, is a branch for all work here.
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
        format!("Git is on `{checked_out}`, but you use the database of `{database}`."),
        mend(config, checked_out, database),
    ))
}

/// Nobody works on production's branch: there git has to switch, not the database.
fn mend(config: &Config, checked_out: &str, database: &str) -> String {
    let production = config.environments.get(&Environment::Production);
    if production.and_then(|policy| policy.branch.as_deref()) == Some(checked_out) {
        return format!("Run `git switch {database}`, or `skate-env branch switch staging`.");
    }
    format!(
        "Run `skate-env branch create {checked_out}`, or `skate-env branch switch {checked_out}`."
    )
}

/// The branch that `skate-env branch` wrote above its lines.
fn named_in_file(project: &Project<'_>) -> Option<String> {
    let text = files::read_text(&project.context.directory.join(".env.local")).ok()??;
    branch_named(&text).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_productions_branch() {
        let config = Config::parse("", "[environments.production]\nbranch = \"main\"\n").unwrap();
        let on_main = mend(&config, "main", "feature/x");
        assert_eq!(on_main, "Run `git switch feature/x`, or `skate-env branch switch staging`.");
        assert!(mend(&config, "feature/y", "feature/x").contains("branch create feature/y"));
        assert!(mend(&Config::default(), "main", "feature/x").contains("branch create main"));
    }
}
