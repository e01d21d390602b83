//! `nx`: targets of projects, as `project.json` and `package.json` say them.

use serde_json::Value;

use super::{Program, Step, Unread, options, scripts};
use crate::{
    project::{NxProject, NxWorkspace, Project},
    shell::{Folders, Scope},
};

const VALUED: [&str; 20] = [
    "-t",
    "--target",
    "--targets",
    "-p",
    "--project",
    "--projects",
    "-c",
    "--configuration",
    "--exclude",
    "--parallel",
    "--runner",
    "--base",
    "--head",
    "--files",
    "--output-style",
    "--outputStyle",
    "--nxBail",
    "--maxParallel",
    "--graph",
    "--batch",
];

/// Commands of its own that run no target.
const COMMANDS: [&str; 32] = [
    "add",
    "configure-ai-agents",
    "connect",
    "connect-to-nx-cloud",
    "daemon",
    "dep-graph",
    "fix-ci",
    "format",
    "format:check",
    "format:write",
    "g",
    "generate",
    "graph",
    "import",
    "init",
    "list",
    "login",
    "logout",
    "mcp",
    "migrate",
    "new",
    "print-affected",
    "record",
    "register",
    "release",
    "repair",
    "report",
    "reset",
    "show",
    "start-ci-run",
    "sync",
    "watch",
];
const NO_TARGET: Unread = Unread::script("no file says what the target runs");
const EXECUTOR: Unread = Unread::script("its executor is a program of the project's own");

pub(super) fn steps<'a>(
    program: &Program<'_>,
    scope: &Scope<'a>,
    project: Project<'_>,
) -> Option<Vec<Step<'a>>> {
    if program.name != "nx" {
        return None;
    }
    let mixed = options::mixed(program.words, &VALUED);
    let (targets, of) = match mixed.words.as_slice() {
        [] => return Some(vec![Step::application(&[], scope)]),
        ["exec", ..] => return Some(vec![Step::command(mixed.rest, scope)]),
        ["run", task, ..] => {
            let mut parts = task.split(':');
            let of = parts.next().map(str::to_owned);
            // A target's name may have colons, and a configuration may follow it.
            let rest: Vec<_> = parts.collect();
            (vec![rest.first().copied().unwrap_or_default().to_owned(), rest.join(":")], of)
        }
        ["run-many" | "affected", ..] => {
            let names = mixed.flags.values(&["-t", "--target", "--targets"]);
            let names = names.iter().flat_map(|it| it.split([',', ' '])).map(str::to_owned);
            let others = mixed.words[1..].iter().map(|word| (*word).to_owned());
            (names.chain(others).collect(), None)
        }
        [command, ..] if COMMANDS.contains(command) => {
            return Some(vec![Step::application(&[], scope)]);
        }
        [target, of, ..] => (vec![(*target).to_owned()], Some((*of).to_owned())),
        [target] => {
            (vec![(*target).to_owned()], mixed.flags.value(&["-p", "--project"]).map(str::to_owned))
        }
    };
    let run = Run { scope, project, rest: mixed.rest };
    Some(run.targets(&targets, of.as_deref()).unwrap_or_else(|it| vec![Step::Unread(it)]))
}

struct Run<'r, 'a> {
    scope: &'r Scope<'a>,
    project: Project<'r>,
    rest: &'r [String],
}

impl<'a> Run<'_, 'a> {
    fn targets(&self, targets: &[String], of: Option<&str>) -> Result<Vec<Step<'a>>, Unread> {
        let folders = self.scope.folders.known();
        let mut steps = Vec::new();
        for folder in folders {
            let workspace = self.project.nx_workspace(folder)?;
            let before = steps.len();
            for target in targets {
                for project in workspace.projects.iter().filter(|it| it.is_meant(of)) {
                    steps.extend(self.target(&workspace, project, target));
                }
            }
            if steps.len() == before {
                return Err(NO_TARGET);
            }
            for needed in needed(&workspace, targets) {
                let projects = workspace.projects.iter();
                steps.extend(projects.flat_map(|it| self.target(&workspace, it, &needed)));
            }
        }
        if folders.is_empty() { Err(scripts::FOLDER) } else { Ok(steps) }
    }

    /// What a target of a project runs; nothing where the project has none of that name.
    fn target(&self, workspace: &NxWorkspace, project: &NxProject, name: &str) -> Vec<Step<'a>> {
        let target = project.target(name);
        let default = &workspace.settings["targetDefaults"][name];
        let entry = |key: &str| {
            let own = target.map_or(&Value::Null, |target| &target[key]);
            if own.is_null() { &default[key] } else { own }
        };
        let option = |key: &str| {
            let own = target.map_or(&Value::Null, |target| &target["options"][key]);
            if own.is_null() { &default["options"][key] } else { own }
        };
        let executor = entry("executor").as_str().unwrap_or_default();
        let commands = option("commands").as_array().into_iter().flatten();
        let commands = commands.filter_map(|it| it.as_str().or_else(|| it["command"].as_str()));
        let texts: Vec<_> = [entry("command"), option("command")]
            .into_iter()
            .filter_map(Value::as_str)
            .chain(commands)
            .collect();
        let script = option("script").as_str().unwrap_or(name);
        if !texts.is_empty() {
            let folder = option("cwd").as_str().unwrap_or_default();
            let folders = Folders::one(&workspace.root).enter(folder);
            let scope = self.scope.within(folders);
            return texts
                .iter()
                .map(|it| Step::script(scripts::with(it, self.rest), &scope))
                .collect();
        }
        let package = project.package.as_ref();
        let script = package.and_then(|it| {
            scripts::run_in_all(std::slice::from_ref(it), script, self.rest, self.scope)
        });
        match (script, target) {
            (Some(steps), _) => steps,
            (None, None) => Vec::new(),
            (None, Some(_)) if executor.starts_with("@nx/") || executor.starts_with("nx:") => {
                vec![Step::application(self.rest, self.scope)]
            }
            (None, Some(_)) => vec![Step::Unread(EXECUTOR)],
        }
    }
}

/// The targets that others need, in whichever project.
fn needed(workspace: &NxWorkspace, targets: &[String]) -> Vec<String> {
    let mut names = targets.to_vec();
    let mut next = 0;
    while let Some(name) = names.get(next).cloned() {
        next += 1;
        let of_projects = workspace.projects.iter().filter_map(|project| project.target(&name));
        let entries = of_projects.chain([&workspace.settings["targetDefaults"][name.as_str()]]);
        for needed in entries.flat_map(|entry| entry["dependsOn"].as_array().into_iter().flatten())
        {
            let needed = needed.as_str().or_else(|| needed["target"].as_str()).unwrap_or_default();
            let needed = needed.trim_start_matches('^');
            let needed = needed.rsplit(':').next().unwrap_or_default().to_owned();
            if !needed.is_empty() && !names.contains(&needed) {
                names.push(needed);
            }
        }
    }
    names.split_off(targets.len())
}
