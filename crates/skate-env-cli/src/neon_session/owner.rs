//! The owner of a branch: who creates it, and who may reset or delete it.

use std::process::{Command, Stdio};

use skate_env_core::{Code, Problem, Variables, neon::FoundBranch};

use super::annotations::owner_of;
use crate::context::Context;

/// The current user: git's address or name, else the system's user name.
pub(crate) fn current(context: &Context, variables: &Variables) -> String {
    let git = ["user.email", "user.name"].into_iter().find_map(|key| git_config(context, key));
    let system = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| variables.get(name));
    git.or_else(|| system().map(str::to_owned)).unwrap_or_else(|| "somebody".to_owned())
}

/// Refuses to change another user's branch. A branch without an owner was created by hand, and may
/// be named by anybody.
pub(crate) fn check(found: &FoundBranch, user: &str, command: &str) -> Result<(), Problem> {
    let Some(owner) = owner_of(found).filter(|owner| *owner != user) else { return Ok(()) };
    let name = &found.branch.name;
    Err(Problem::new(
        Code::BranchMismatch,
        format!("Branch `{name}` belongs to {owner}, and you are {user}."),
        format!("Ask {owner}; if they agree, run `skate-env branch {command} {name} --everyone`."),
    ))
}

fn git_config(context: &Context, key: &str) -> Option<String> {
    let mut command = Command::new("git");
    command.args(["config", "--get", key]).current_dir(&context.directory);
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let value = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !value.is_empty()).then_some(value)
}
