//! Package managers and the commands they run: `npx`, `pnpm`, `yarn`, `bunx`.

use super::{Program, Step, options, scripts};
use crate::{program_name, project::Project, shell::Scope, tools::Stdin};

/// Options of the managers and runners that take a value.
const VALUED: [&str; 20] = [
    "-p",
    "--package",
    "-c",
    "--call",
    "-C",
    "--dir",
    "--cwd",
    "--prefix",
    "-w",
    "--workspace",
    "-F",
    "--filter",
    "--loglevel",
    "--cache",
    "--userconfig",
    "--registry",
    "--node-options",
    "--script-shell",
    "--config",
    "--tsconfig-override",
];
/// Options by which a manager looks into another package.
const ELSEWHERE: [&str; 10] = [
    "-C",
    "--dir",
    "--cwd",
    "--prefix",
    "-w",
    "--workspace",
    "-F",
    "--filter",
    "-r",
    "--recursive",
];
/// Commands of the managers themselves that run no script by name.
const MANAGER_COMMANDS: [&str; 45] = [
    "add",
    "audit",
    "bin",
    "cache",
    "config",
    "create",
    "dedupe",
    "deploy",
    "doctor",
    "fetch",
    "help",
    "import",
    "info",
    "init",
    "licenses",
    "link",
    "list",
    "login",
    "ls",
    "outdated",
    "pack",
    "patch",
    "pm",
    "prune",
    "publish",
    "rebuild",
    "remove",
    "rm",
    "root",
    "set",
    "store",
    "un",
    "uninstall",
    "unlink",
    "up",
    "update",
    "upgrade",
    "version",
    "view",
    "whoami",
    "why",
    "get",
    "search",
    "self-update",
    "plugin",
];
const LIFECYCLE: [&str; 5] = ["preinstall", "install", "postinstall", "prepare", "postprepare"];

pub(super) fn is_runner(name: &str) -> bool {
    matches!(
        name,
        "npx" | "pnpx" | "bunx" | "npm" | "pnpm" | "yarn" | "yarnpkg" | "bun" | "deno" | "corepack"
    )
}

pub(super) fn steps<'a>(
    program: &Program<'_>,
    scope: &Scope<'a>,
    project: Project<'_>,
) -> Option<Vec<Step<'a>>> {
    let Program { name, words, stdin } = *program;
    let call = Call { words, stdin, scope, project };
    match name {
        "npx" | "pnpx" | "bunx" => Some(call.execute()),
        "corepack" => Some(vec![call.command(words.to_vec())]),
        name if is_runner(name) => Some(call.manage(name)),
        _ => None,
    }
}

/// The arguments of a manager.
#[derive(Clone, Copy)]
struct Call<'c, 'a> {
    words: &'c [String],
    stdin: &'c Stdin,
    scope: &'c Scope<'a>,
    project: Project<'c>,
}

impl<'a> Call<'_, 'a> {
    /// `npx [options] package[@version] arguments`, or shell text after `-c`.
    fn execute(&self) -> Vec<Step<'a>> {
        let split = options::split(self.words, &VALUED);
        if let Some(text) = split.value(&["-c", "--call"]) {
            let (text, stdin) = (text.to_owned(), self.stdin.clone());
            return vec![Step::Script { text, stdin, scope: self.scope.clone() }];
        }
        let Some((program, arguments)) = split.rest.split_first() else { return Vec::new() };
        // npm takes options behind `--package` apart by `--`.
        let arguments = if program == "--" { &arguments[1..] } else { arguments };
        let mut words = vec![program_name::package(program)];
        words.extend_from_slice(arguments);
        vec![self.command(words)]
    }

    fn manage(&self, manager: &str) -> Vec<Step<'a>> {
        let split = options::split(self.words, &VALUED);
        let Some((command, rest)) = split.rest.split_first() else {
            return self.install(&[]);
        };
        let rest_of = |words| Call { words, ..*self };
        match (manager, command.as_str()) {
            (_, "exec" | "x" | "dlx") => rest_of(rest).execute(),
            ("deno", "run") | (_, "run" | "run-script" | "task") => {
                let inner = options::split(rest, &VALUED);
                let elsewhere = split.has(&ELSEWHERE) || inner.has(&ELSEWHERE);
                rest_of(inner.rest).script_or_program(elsewhere)
            }
            (_, "install" | "i" | "ci") => self.install(rest),
            ("bun", "test") => self.application(rest),
            ("npm", "t" | "tst") => self.script(rest, "test"),
            (_, "test" | "start" | "stop" | "restart") => self.script(rest, command),
            ("yarn" | "yarnpkg", "workspace") => {
                rest_of(rest.get(1..).unwrap_or_default()).script_or_program(true)
            }
            ("npm", _) => self.application(rest),
            (_, command) if MANAGER_COMMANDS.contains(&command) => self.application(rest),
            _ => rest_of(split.rest).script_or_program(split.has(&ELSEWHERE)),
        }
    }

    /// A script of this package, or a program that is installed beside it.
    fn script_or_program(&self, elsewhere: bool) -> Vec<Step<'a>> {
        let Some((name, rest)) = self.words.split_first() else { return Vec::new() };
        let script = || scripts::run(name, &arguments(rest), self.scope, self.project);
        if elsewhere { None } else { script() }.unwrap_or_else(|| self.execute())
    }

    fn script(&self, rest: &[String], name: &str) -> Vec<Step<'a>> {
        let script = scripts::run(name, &arguments(rest), self.scope, self.project);
        script.unwrap_or_else(|| self.application(rest))
    }

    fn install(&self, packages: &[String]) -> Vec<Step<'a>> {
        let mut steps = self.application(packages);
        if packages.iter().all(|word| word.starts_with('-')) {
            let hooks = LIFECYCLE
                .iter()
                .filter_map(|name| scripts::run(name, &[], self.scope, self.project));
            steps.extend(hooks.flatten());
        }
        steps
    }

    fn command(&self, words: Vec<String>) -> Step<'a> {
        Step::Command { words, stdin: self.stdin.clone(), scope: self.scope.clone() }
    }

    fn application(&self, arguments: &[String]) -> Vec<Step<'a>> {
        vec![Step::application(arguments, self.scope)]
    }
}

/// What a script gets: flags before `--` may be the manager's own.
fn arguments(words: &[String]) -> Vec<String> {
    let Some(dashes) = words.iter().position(|word| word == "--") else { return words.to_vec() };
    let before = words[..dashes].iter().filter(|word| !word.starts_with('-'));
    before.chain(&words[dashes + 1..]).cloned().collect()
}
