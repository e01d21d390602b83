//! Whose a branch is.

use std::process::{Command, Stdio};

use skate_env_core::{Code, Problem, Variables, neon::FoundBranch};

use super::annotations::owner_of;
use crate::context::Context;

/// Who asks: git's user, by address or name, or the system's.
pub(crate) fn of(context: &Context, variables: &Variables) -> String {
    let git = ["user.email", "user.name"].into_iter().find_map(|key| git(context, key));
    let system = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| variables.get(name));
    git.or_else(|| system().map(str::to_owned)).unwrap_or_else(|| "somebody".to_owned())
}

/// Refuses a deed (`delete`) on a branch that says it is somebody else's. One that says nothing was
/// made by hand, and who names it knows it.
pub(crate) fn check(found: &FoundBranch, own: &str, deed: &str) -> Result<(), Problem> {
    let Some(owner) = owner_of(found).filter(|owner| *owner != own) else { return Ok(()) };
    let name = &found.branch.name;
    Err(Problem::new(
        Code::BranchMismatch,
        format!("Branch `{name}` is {owner}'s, and you are {own}."),
        format!("Ask {owner}; where that is settled, `skate-env branch {deed} {name} --everyone`."),
    ))
}

fn git(context: &Context, key: &str) -> Option<String> {
    let mut command = Command::new("git");
    command.args(["config", "--get", key]).current_dir(&context.directory);
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let value = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !value.is_empty()).then_some(value)
}
