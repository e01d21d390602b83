//! Whose a branch is.

use std::process::{Command, Stdio};

use skate_env_core::Variables;

use crate::context::Context;

/// Who asks: git's user, by address or name, or the system's.
pub(super) fn of(context: &Context, variables: &Variables) -> String {
    let git = ["user.email", "user.name"].into_iter().find_map(|key| git(context, key));
    let system = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| variables.get(name));
    git.or_else(|| system().map(str::to_owned)).unwrap_or_else(|| "somebody".to_owned())
}

fn git(context: &Context, key: &str) -> Option<String> {
    let mut command = Command::new("git");
    command.args(["config", "--get", key]).current_dir(&context.directory);
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let value = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !value.is_empty()).then_some(value)
}
