//! GitHub workflows that run skate-env: what is old, unsafe, or leaves databases behind.

mod document;

use std::fs;

use self::document::Workflow;
use super::{Finding, Project};
use crate::github_actions;

const FOLDER: &str = ".github/workflows";
const MEND: &str = "Run `skate-env init --github`.";

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    let files = read(project);
    let mut findings: Vec<_> = files.iter().flat_map(|(path, text)| in_file(path, text)).collect();
    let runs = |command: &str| {
        files.iter().find(|(_, text)| text.contains(command)).map(|(path, _)| path.as_str())
    };
    if let (Some(path), None) = (runs("preview up"), runs("preview sweep")) {
        findings.push(
            Finding::warning(
                "workflow_without_sweep",
                "No workflow runs `skate-env preview sweep`, so a database whose clean-up was cancelled stays.",
                MEND,
            )
            .in_file(path),
        );
    }
    findings
}

/// Whether a workflow runs the sweep.
pub(super) fn sweeps(project: &Project<'_>) -> bool {
    read(project).iter().any(|(_, text)| text.contains("preview sweep"))
}

/// The workflows that mention skate-env, with their paths from the repository's root.
fn read(project: &Project<'_>) -> Vec<(String, String)> {
    let directory = &project.context.directory;
    let root = directory.ancestors().find(|folder| folder.join(".git").exists());
    let entries = fs::read_dir(root.unwrap_or(directory).join(FOLDER)).into_iter().flatten();
    let mut files: Vec<_> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let path = entry.path();
            let is_workflow = path.extension().is_some_and(|it| it == "yml" || it == "yaml");
            let text = is_workflow.then(|| fs::read_to_string(&path).ok())??;
            let name = path.file_name()?.to_str()?;
            text.contains("skate-env").then(|| (format!("{FOLDER}/{name}"), text))
        })
        .collect();
    files.sort();
    files
}

fn in_file(path: &str, text: &str) -> Vec<Finding> {
    let Some(workflow) = Workflow::parse(text) else {
        let message = format!("GitHub cannot run {path}: it is no workflow with jobs and steps.");
        return vec![Finding::error("workflow_invalid", message, MEND).in_file(path)];
    };
    let mut findings = Vec::new();
    let mut add = |found: Finding| findings.push(found.in_file(path));
    let newer = github_actions::newer(text);
    if !newer.is_empty() {
        add(Finding::warning(
            "workflow_outdated",
            format!("{path} uses actions whose Node.js GitHub no longer runs."),
            newer.join("; "),
        ));
    }
    if workflow.triggers.iter().any(|trigger| trigger == "pull_request_target") {
        add(Finding::error(
            "workflow_unsafe",
            format!("{path} runs on pull_request_target, which gives a fork's code your secrets."),
            "Use `pull_request`.",
        ));
    }
    if workflow.scripts.iter().any(|script| document::is_injectable(script)) {
        add(Finding::error(
            "workflow_unsafe",
            format!(
                "{path} puts text of the event into a shell script: its author can run commands."
            ),
            "Hand it in by `env:`, and use it as \"$NAME\".",
        ));
    }
    if !workflow.is_limited {
        add(Finding::warning(
            "workflow_unsafe",
            format!("{path} does not limit what its token may do."),
            "permissions: { contents: read }",
        ));
    }
    if workflow.runs("preview up") && workflow.cancels {
        add(Finding::warning(
            "workflow_cancels_migrations",
            format!(
                "{path} cancels a run of `preview up`, which can leave a migration half applied."
            ),
            "cancel-in-progress: false",
        ));
    }
    if workflow.runs("preview up") && workflow.runs("preview down") {
        add(Finding::warning(
            "workflow_loses_clean_up",
            format!(
                "{path} creates and deletes databases: GitHub cancels what waits in it when the head branch is deleted."
            ),
            MEND,
        ));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<String> {
        in_file("w.yml", text).into_iter().map(|finding| finding.code.into_owned()).collect()
    }

    #[test]
    fn each_defect_is_found() {
        let head = "on: pull_request\npermissions: {}\njobs:\n  a:\n    steps:\n";
        for (text, expected) in [
            ("on: push\njobs:\n  a:\n    changes: []\n".to_owned(), &["workflow_invalid"][..]),
            ("\tnot yaml".to_owned(), &["workflow_invalid"]),
            (format!("{head}      - uses: actions/checkout@v4\n"), &["workflow_outdated"]),
            (format!("{head}      - run: skate-env check\n"), &[]),
            (
                format!("{head}      - run: skate-env check\n")
                    .replace("_request", "_request_target"),
                &["workflow_unsafe"],
            ),
            (format!("{head}      - run: echo ${{{{ github.head_ref }}}}\n"), &["workflow_unsafe"]),
            (format!("{head}      - run: echo ${{{{ github.event.number }}}}\n"), &[]),
            (
                "on: push\njobs:\n  a:\n    steps:\n      - run: skate-env check\n".to_owned(),
                &["workflow_unsafe"],
            ),
            (
                "on: push\npermissions: write-all\njobs:\n  a:\n    steps: []\n".to_owned(),
                &["workflow_unsafe"],
            ),
            (
                format!(
                    "concurrency: {{ group: a, cancel-in-progress: true }}\n{head}      - run: skate-env preview up\n"
                ),
                &["workflow_cancels_migrations"],
            ),
            (
                format!(
                    "{head}      - run: skate-env preview up\n      - run: skate-env preview down\n"
                ),
                &["workflow_loses_clean_up"],
            ),
        ] {
            assert_eq!(codes(&text), expected, "{text}");
        }
    }
}
