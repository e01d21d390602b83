//! `yarn`, Classic and Berry, which runs a script or a program by its name alone.

use super::{
    super::{Step, options},
    Call, execute, lifecycle,
};
use crate::{project::Workspace, shell::joined};

const VALUED: [&str; 10] = [
    "--cwd",
    "-C",
    "--modules-folder",
    "--cache-folder",
    "--mutex",
    "--registry",
    "--use-yarnrc",
    "--network-timeout",
    "--script-shell",
    "--top-level",
];
const FOREACH: [&str; 8] =
    ["--include", "--exclude", "--from", "-j", "--jobs", "--since-ref", "--concurrency", "-I"];

/// Commands of its own that run no script by name.
const COMMANDS: [&str; 51] = [
    "add",
    "audit",
    "autoclean",
    "bin",
    "cache",
    "check",
    "config",
    "constraints",
    "create",
    "dedupe",
    "explain",
    "generate-lock-entry",
    "get",
    "global",
    "help",
    "import",
    "info",
    "init",
    "licenses",
    "link",
    "list",
    "login",
    "logout",
    "npm",
    "outdated",
    "owner",
    "patch",
    "patch-commit",
    "plugin",
    "policies",
    "rebuild",
    "remove",
    "search",
    "set",
    "stage",
    "tag",
    "team",
    "unlink",
    "unplug",
    "up",
    "upgrade",
    "upgrade-interactive",
    "uninstall",
    "use",
    "version-check",
    "versions",
    "view",
    "why",
    "whoami",
    "sdks",
    "unset",
];

pub(super) fn steps<'a>(call: &Call<'_, 'a>, words: &[String]) -> Vec<Step<'a>> {
    let split = options::split(words, &VALUED);
    // Berry takes a folder as its first word: `yarn ./packages/db reset`.
    let (folder, rest) = match split.rest.split_first() {
        Some((first, rest)) if first.starts_with(['.', '/']) && first.contains('/') => {
            (Some(first.as_str()), rest)
        }
        _ => (None, split.rest),
    };
    let call = call.clone().within(split.value(&["--cwd", "-C"])).within(folder);
    let Some((command, rest)) = rest.split_first() else {
        return lifecycle::steps(&call, "install", &[]);
    };
    match command.as_str() {
        "run" => script_or_program(&call, options::split(rest, &VALUED).rest),
        "exec" | "dlx" => execute::steps(&call, rest),
        "node" => {
            let words: Vec<_> = std::iter::once(command).chain(rest).cloned().collect();
            call.command(&words)
        }
        "install" => lifecycle::steps(&call, "install", rest),
        name @ ("pack" | "publish" | "version") => lifecycle::steps(&call, name, rest),
        "workspace" => match rest.split_first() {
            Some((name, rest)) => steps(&named(&call, name), rest),
            None => Vec::new(),
        },
        "workspaces" => everywhere(&call, rest),
        name if COMMANDS.contains(&name) => call.application(rest),
        _ => {
            let words: Vec<_> = std::iter::once(command).chain(rest).cloned().collect();
            script_or_program(&call, &words)
        }
    }
}

/// `workspaces foreach [options] command` in Berry, `workspaces run script` in Classic.
fn everywhere<'a>(call: &Call<'_, 'a>, words: &[String]) -> Vec<Step<'a>> {
    let all = |workspace: &Workspace| Ok(workspace.packages.clone());
    let call = call.clone().choose(|workspace, _| all(workspace));
    match words.split_first() {
        Some((command, rest)) if command == "foreach" => {
            steps(&call, options::split(rest, &FOREACH).rest)
        }
        Some((command, rest)) if command == "run" => script_or_program(&call, rest),
        _ => call.application(words),
    }
}

fn named<'c, 'a>(call: &Call<'c, 'a>, name: &str) -> Call<'c, 'a> {
    call.clone().choose(|workspace, _| workspace.select(name, &joined(&workspace.root, ".")))
}

/// A script with a colon in its name may be another package's, as Berry has it.
fn script_or_program<'a>(call: &Call<'_, 'a>, words: &[String]) -> Vec<Step<'a>> {
    let Some((name, rest)) = words.split_first() else { return Vec::new() };
    let elsewhere = || {
        let everywhere = call.clone().choose(|workspace, _| Ok(workspace.packages.clone()));
        let is_global = name.contains(':') && everywhere.packages().is_ok();
        is_global.then(|| everywhere.script(name, rest)).flatten()
    };
    if call.script(name, rest).is_some() {
        return call.script_or_program(words);
    }
    elsewhere().unwrap_or_else(|| call.script_or_program(words))
}
