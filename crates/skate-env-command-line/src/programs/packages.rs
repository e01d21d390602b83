//! Package managers and the commands they run: `npx`, `pnpm`, `yarn`, `bunx`.

use super::{options, scripts};
use crate::{analyze::Analyzer, program_name, shell::Scope, tools::Stdin};

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
const OWN: [&str; 45] = [
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

pub(super) fn read(
    analyzer: &mut Analyzer<'_>,
    name: &str,
    words: &[String],
    stdin: &Stdin,
    scope: &Scope<'_>,
) -> bool {
    let call = Call { words, stdin, scope };
    match name {
        "npx" | "pnpx" | "bunx" => call.execute(analyzer),
        "corepack" => analyzer.command(words, stdin, &mut scope.clone()),
        name if is_runner(name) => call.manage(analyzer, name),
        _ => return false,
    }
    true
}

/// The arguments of a manager.
struct Call<'a> {
    words: &'a [String],
    stdin: &'a Stdin,
    scope: &'a Scope<'a>,
}

impl Call<'_> {
    /// `npx [options] package[@version] arguments`, or shell text after `-c`.
    fn execute(&self, analyzer: &mut Analyzer<'_>) {
        let split = options::split(self.words, &VALUED);
        if let Some(text) = split.value(&["-c", "--call"]) {
            return analyzer.script(text, self.stdin, &mut self.scope.clone());
        }
        let Some((program, arguments)) = split.rest.split_first() else { return };
        // npm takes options behind `--package` apart by `--`.
        let arguments = if program == "--" { &arguments[1..] } else { arguments };
        let mut command = vec![program_name::package(program)];
        command.extend_from_slice(arguments);
        analyzer.command(&command, self.stdin, &mut self.scope.clone());
    }

    fn manage(&self, analyzer: &mut Analyzer<'_>, manager: &str) {
        let split = options::split(self.words, &VALUED);
        let Some((command, rest)) = split.rest.split_first() else {
            return self.install(analyzer, &[]);
        };
        let rest_of = |words| Call { words, ..*self };
        match (manager, command.as_str()) {
            (_, "exec" | "x" | "dlx") => rest_of(rest).execute(analyzer),
            ("deno", "run") | (_, "run" | "run-script" | "task") => {
                let inner = options::split(rest, &VALUED);
                let elsewhere = split.has(&ELSEWHERE) || inner.has(&ELSEWHERE);
                rest_of(inner.rest).script_or_program(analyzer, elsewhere);
            }
            (_, "install" | "i" | "ci") => self.install(analyzer, rest),
            ("bun", "test") => analyzer.other(rest, self.scope),
            ("npm", "t" | "tst") => self.script(analyzer, "test", rest),
            (_, "test" | "start" | "stop" | "restart") => self.script(analyzer, command, rest),
            ("yarn" | "yarnpkg", "workspace") => {
                rest_of(rest.get(1..).unwrap_or_default()).script_or_program(analyzer, true);
            }
            ("npm", _) => analyzer.other(rest, self.scope),
            (_, command) if OWN.contains(&command) => analyzer.other(rest, self.scope),
            _ => rest_of(split.rest).script_or_program(analyzer, split.has(&ELSEWHERE)),
        }
    }

    /// A script of this package, or a program that is installed beside it.
    fn script_or_program(&self, analyzer: &mut Analyzer<'_>, elsewhere: bool) {
        let Some((name, rest)) = self.words.split_first() else { return };
        if elsewhere || !scripts::run(analyzer, name, &arguments(rest), self.scope) {
            self.execute(analyzer);
        }
    }

    fn script(&self, analyzer: &mut Analyzer<'_>, name: &str, rest: &[String]) {
        if !scripts::run(analyzer, name, &arguments(rest), self.scope) {
            analyzer.other(rest, self.scope);
        }
    }

    fn install(&self, analyzer: &mut Analyzer<'_>, packages: &[String]) {
        analyzer.other(packages, self.scope);
        if packages.iter().all(|word| word.starts_with('-')) {
            for name in LIFECYCLE {
                scripts::run(analyzer, name, &[], self.scope);
            }
        }
    }
}

/// What a script gets: flags before `--` may be the manager's own.
fn arguments(words: &[String]) -> Vec<String> {
    let Some(dashes) = words.iter().position(|word| word == "--") else { return words.to_vec() };
    let before = words[..dashes].iter().filter(|word| !word.starts_with('-'));
    before.chain(&words[dashes + 1..]).cloned().collect()
}
