//! Command lines of npm, pnpm, Yarn, Bun, turbo, npm-run-all and concurrently, run by the real
//! programs in a real workspace with database tools that only write down how they were called:
//! whatever ran must have been read, or the command line counts as unreadable.
#![cfg(unix)]
#![expect(clippy::print_stdout, reason = "how many were read too much belongs in the log")]

mod lines;
mod workspace;

use std::{
    collections::BTreeSet,
    fs,
    process::{Command, Stdio},
};

use skate_env_command_line::{CommandAnalysis, analyze};
use skate_env_core::{Config, Variables};
use workspace::Workspace;

/// Of a hundred lines: more that cannot be read mean that the reader gives up too early.
const MOST_UNREAD: usize = 10;
/// Of a hundred lines: more that say too much mean false alarms. Counted were 19: the root beside
/// its workspaces, tasks that others depend on, and both sides of a condition.
const MOST_TOO_MUCH: usize = 20;

#[test]
#[ignore = "needs package managers: `cargo xtask test managers`"]
#[expect(clippy::disallowed_methods, reason = "where the managers are is said from outside")]
fn whatever_a_manager_runs_was_read() {
    let managers = std::env::var("SKATE_ENV_TEST_MANAGERS").expect("folders, with colons between");
    let path = std::env::var("PATH").unwrap_or_default();
    let workspace = Workspace::new();
    let lines = lines::all();
    let (mut unread, mut too_much, mut silent) = (Vec::new(), Vec::new(), Vec::new());
    let mut failures = Vec::new();
    for line in &lines {
        let calls = run(&workspace, line, &format!("{managers}:{path}"));
        let analysis = read(&workspace, line);
        let seen: BTreeSet<_> = analysis.actions.iter().map(|it| it.name.clone()).collect();
        if analysis.unread().any(|it| !calls.contains(&it.name)) {
            unread.push(line);
        } else if !calls.is_subset(&seen) {
            failures.push(format!("{line}\n    ran {calls:?}\n    read {seen:?}"));
        } else if seen.len() > calls.len() {
            too_much.push(format!("{line}: {:?}", seen.difference(&calls).collect::<Vec<_>>()));
        }
        if calls.is_empty() {
            silent.push(line);
        }
    }
    assert!(failures.is_empty(), "{} lines:\n{}", failures.len(), failures.join("\n"));
    assert!(unread.len() * 100 <= lines.len() * MOST_UNREAD, "unread: {unread:#?}");
    assert!(too_much.len() * 100 <= lines.len() * MOST_TOO_MUCH, "too much: {too_much:#?}");
    // A manager that does not work runs nothing, and proves nothing.
    assert!(silent.is_empty(), "nothing ran: {silent:#?}");
    println!("{} lines, {} unread, {} read too much", lines.len(), unread.len(), too_much.len());
}

/// What the tools wrote down, each as an analysis would name it.
fn run(workspace: &Workspace, line: &str, path: &str) -> BTreeSet<String> {
    let calls = workspace.calls();
    drop(fs::remove_file(&calls));
    let status = Command::new("bash")
        .args(["--norc", "--noprofile", "-c", line])
        .env_clear()
        .env("PATH", format!("{}:{path}", workspace.tools().display()))
        .env("HOME", workspace.home())
        .env("CALLS", &calls)
        .env("CI", "1")
        .env("TURBO_TELEMETRY_DISABLED", "1")
        .env("SKIP_YARN_COREPACK_CHECK", "1")
        .env("npm_config_update_notifier", "false")
        .env("npm_config_manage_package_manager_versions", "false")
        .env("npm_config_package_manager_strict", "false")
        .current_dir(workspace.root())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.expect("bash is there");
    let text = fs::read_to_string(&calls).unwrap_or_default();
    text.lines().map(workspace::name_of_call).collect()
}

fn read(workspace: &Workspace, line: &str) -> CommandAnalysis {
    let words = ["bash", "-c", line].map(str::to_owned);
    analyze(&words, &Variables::new(), &Config::default(), workspace)
}
