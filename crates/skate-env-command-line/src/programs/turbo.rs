//! `turbo run` and `lerna run`: scripts of every package, with those that `turbo.json` puts in front.

use serde_json::Value;

use super::{Program, Step, Unread, options, scripts};
use crate::{
    project::{Package, Project},
    shell::Scope,
};

const TURBO_VALUED: [&str; 18] = [
    "-F",
    "--filter",
    "--cwd",
    "--concurrency",
    "--cache-dir",
    "--cache",
    "--cache-workers",
    "--env-mode",
    "--global-deps",
    "--log-order",
    "--log-prefix",
    "--output-logs",
    "--profile",
    "--root-turbo-json",
    "--team",
    "--token",
    "--ui",
    "--scope",
];
const LERNA_VALUED: [&str; 6] =
    ["--scope", "--ignore", "--concurrency", "--since", "--loglevel", "--profile-location"];

/// Commands of its own that run no task.
const TURBO_COMMANDS: [&str; 18] = [
    "bin",
    "boundaries",
    "clone",
    "completion",
    "config",
    "daemon",
    "devtools",
    "docs",
    "gen",
    "generate",
    "info",
    "link",
    "login",
    "logout",
    "ls",
    "prune",
    "query",
    "unlink",
];
const TURBO_JSON: Unread = Unread::script("turbo.json cannot be read");

pub(super) fn steps<'a>(
    program: &Program<'_>,
    scope: &Scope<'a>,
    project: Project<'_>,
) -> Option<Vec<Step<'a>>> {
    let steps = match program.name {
        "turbo" => turbo(program, scope, project),
        "lerna" => lerna(program, scope, project),
        _ => return None,
    };
    Some(steps.unwrap_or_else(|unread| vec![Step::Unread(unread)]))
}

fn turbo<'a>(
    program: &Program<'_>,
    scope: &Scope<'a>,
    project: Project<'_>,
) -> Result<Vec<Step<'a>>, Unread> {
    let mixed = options::mixed(program.words, &TURBO_VALUED);
    let Some((first, rest)) = mixed.words.split_first() else { return Ok(Vec::new()) };
    if TURBO_COMMANDS.contains(first) {
        return Ok(vec![Step::application(&[], scope)]);
    }
    let tasks = if matches!(*first, "run" | "watch") { rest } else { &mixed.words };
    let mut scope = scope.clone();
    if let Some(folder) = mixed.flags.value(&["--cwd"]) {
        scope.folders = scope.folders.enter(folder);
    }
    let all = every_package(&scope, project)?;
    let filters = mixed.flags.values(&["-F", "--filter", "--scope"]);
    let chosen = chosen(&filters, &scope, project, &all)?;
    let mut steps = Vec::new();
    for task in tasks {
        let name = task.rsplit_once('#').map_or(*task, |(_, name)| name);
        let found = scripts::run_in_all(&chosen, name, mixed.rest, &scope);
        steps.extend(found.into_iter().flatten());
    }
    for name in dependencies(tasks, &all, project)? {
        steps.extend(scripts::run_in_all(&all, &name, &[], &scope).into_iter().flatten());
    }
    // A task whose script is no tool's is an application, and so is turbo's own error.
    steps.push(Step::application(&[], &scope));
    Ok(steps)
}

fn lerna<'a>(
    program: &Program<'_>,
    scope: &Scope<'a>,
    project: Project<'_>,
) -> Result<Vec<Step<'a>>, Unread> {
    let mixed = options::mixed(program.words, &LERNA_VALUED);
    let all = || every_package(scope, project);
    Ok(match mixed.words.as_slice() {
        ["run", names, ..] => {
            let chosen = chosen(&mixed.flags.values(&["--scope"]), scope, project, &all()?)?;
            let names = names.split(',');
            let steps = names.filter_map(|it| scripts::run_in_all(&chosen, it, mixed.rest, scope));
            steps.flatten().collect()
        }
        ["exec", words @ ..] => {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            let words = [words.as_slice(), mixed.rest].concat();
            match words.as_slice() {
                [text] => vec![Step::script(text, scope)],
                words => vec![Step::command(words, scope)],
            }
        }
        _ => vec![Step::application(&[], scope)],
    })
}

/// The packages of the workspace, or the one package where there is none.
fn every_package(scope: &Scope<'_>, project: Project<'_>) -> Result<Vec<Package>, Unread> {
    let mut all = Vec::new();
    for package in scripts::packages(scope, project)? {
        match project.workspace(&package.folder) {
            Ok(workspace) => all.extend(workspace.packages),
            Err(_) => all.push(package),
        }
    }
    Ok(all)
}

fn chosen(
    filters: &[&str],
    scope: &Scope<'_>,
    project: Project<'_>,
    all: &[Package],
) -> Result<Vec<Package>, Unread> {
    if filters.is_empty() {
        return Ok(all.to_vec());
    }
    let mut chosen = Vec::new();
    for folder in scope.folders.known() {
        let workspace = project.workspace(folder)?;
        for filter in filters {
            chosen.extend(workspace.select(filter, folder)?);
        }
    }
    Ok(chosen)
}

/// The tasks that others need, by the `turbo.json` of the root and of each package, without the
/// first ones.
fn dependencies(
    tasks: &[&str],
    all: &[Package],
    project: Project<'_>,
) -> Result<Vec<String>, Unread> {
    let mut files = Vec::new();
    for package in all {
        for name in ["turbo.json", "turbo.jsonc"] {
            files.extend(project.json(&package.folder.join(name), TURBO_JSON)?);
        }
    }
    let mut names: Vec<String> = tasks.iter().map(|task| (*task).to_owned()).collect();
    let mut next = 0;
    while let Some(name) = names.get(next).cloned() {
        next += 1;
        for needed in files.iter().flat_map(|file| needed(file, &name)) {
            if !names.contains(&needed) {
                names.push(needed);
            }
        }
    }
    Ok(names.split_off(tasks.len()))
}

/// `build`, `^build`, `web#build`: all the same here.
fn needed(file: &Value, task: &str) -> Vec<String> {
    let tables = [&file["tasks"], &file["pipeline"]];
    let entries = tables.iter().filter_map(|it| it.as_object()).flatten();
    let of_task = entries.filter(|(key, _)| plain(key) == task).map(|(_, entry)| entry);
    let lists = of_task.flat_map(|entry| [&entry["dependsOn"], &entry["with"]]);
    let names = lists.filter_map(Value::as_array).flatten().filter_map(Value::as_str);
    names.map(|name| plain(name).to_owned()).collect()
}

fn plain(name: &str) -> &str {
    let name = name.trim_start_matches('^');
    name.rsplit_once('#').map_or(name, |(_, name)| name)
}
