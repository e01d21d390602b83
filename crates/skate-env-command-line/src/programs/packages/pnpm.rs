//! `pnpm`, which runs a script or a program by its name alone.

use super::{
    super::{Step, options, scripts},
    Call, execute, lifecycle,
};

const VALUED: [&str; 16] = [
    "-C",
    "--dir",
    "-F",
    "--filter",
    "--filter-prod",
    "--changed-files-ignore-pattern",
    "--test-pattern",
    "--workspace-concurrency",
    "--resume-from",
    "--loglevel",
    "--reporter",
    "--store-dir",
    "--script-shell",
    "--node-options",
    "--registry",
    "--config",
];

/// Commands of its own that run no script by name.
const COMMANDS: [&str; 50] = [
    "add",
    "approve-builds",
    "audit",
    "bin",
    "c",
    "cache",
    "cat-file",
    "cat-index",
    "completion",
    "config",
    "dedupe",
    "deploy",
    "docs",
    "doctor",
    "env",
    "fetch",
    "find-hash",
    "get",
    "help",
    "ignored-builds",
    "import",
    "info",
    "init",
    "la",
    "licenses",
    "link",
    "list",
    "ll",
    "ln",
    "ls",
    "outdated",
    "patch",
    "patch-commit",
    "patch-remove",
    "prune",
    "rb",
    "rebuild",
    "remove",
    "rm",
    "root",
    "self-update",
    "server",
    "set",
    "setup",
    "store",
    "un",
    "uninstall",
    "unlink",
    "up",
    "update",
];

pub(super) fn steps<'a>(call: &Call<'_, 'a>, words: &[String]) -> Vec<Step<'a>> {
    let split = options::split(words, &VALUED);
    let Some((command, rest)) = split.rest.split_first() else {
        return lifecycle::steps(call, "install", &[]);
    };
    match command.as_str() {
        "recursive" | "multi" | "m" => {
            let call = all(chosen(call, &split.flags));
            steps(&call, rest)
        }
        "run" | "run-script" => {
            let inner = options::split(rest, &VALUED);
            let call = chosen(call, &split.flags.and(&inner.flags));
            script_or_program(&call, inner.rest)
        }
        "exec" | "dlx" | "x" | "create" => {
            let inner = options::split(rest, &VALUED);
            let flags = split.flags.and(&inner.flags);
            let call = chosen(call, &flags);
            match inner.rest {
                [text, ..] if flags.has(&["-c", "--shell-mode"]) => call.text(text),
                words => execute::steps(&call, words),
            }
        }
        "t" | "tst" => chosen(call, &split.flags).script_or_nothing("test", rest),
        name @ ("test" | "start" | "stop" | "restart") => {
            chosen(call, &split.flags).script_or_nothing(name, rest)
        }
        "i" | "install" | "ci" => lifecycle::steps(&chosen(call, &split.flags), "install", rest),
        "it" | "install-test" => {
            let call = chosen(call, &split.flags);
            let mut steps = lifecycle::steps(&call, "install", rest);
            steps.extend(call.script_or_nothing("test", &[]));
            steps
        }
        name @ ("publish" | "pack" | "version") => {
            lifecycle::steps(&chosen(call, &split.flags), name, rest)
        }
        name if COMMANDS.contains(&name) => call.application(rest),
        _ => script_or_program(&chosen(call, &split.flags), split.rest),
    }
}

/// A script, the scripts that a regular expression means (`/^build:.*/`), or a program.
fn script_or_program<'a>(call: &Call<'_, 'a>, words: &[String]) -> Vec<Step<'a>> {
    let name = words.first().map(String::as_str).unwrap_or_default();
    if let Some(expression) = name.strip_prefix('/').and_then(|it| it.rsplit_once('/')) {
        return match call.packages() {
            Ok(packages) => {
                let steps = packages.iter().flat_map(|package| {
                    scripts::run_matching(package, &call.scope, |name| {
                        may_match(expression.0, name)
                    })
                });
                steps.collect()
            }
            Err(unread) => vec![Step::Unread(unread)],
        };
    }
    call.script_or_program(words)
}

/// Whether a regular expression may match: by the plain letters that it begins with.
fn may_match(expression: &str, name: &str) -> bool {
    let Some(anchored) = expression.strip_prefix('^') else { return true };
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ':' | '-' | '_' | '/');
    let end = anchored.find(|c| !is_plain(c)).unwrap_or(anchored.len());
    let is_optional = anchored[end..].starts_with(['?', '*', '{', '|']);
    let plain = if is_optional { &anchored[..end.saturating_sub(1)] } else { &anchored[..end] };
    anchored.contains('|') || name.starts_with(plain)
}

fn chosen<'c, 'a>(call: &Call<'c, 'a>, flags: &options::Flags<'_>) -> Call<'c, 'a> {
    let call = call.clone().within(flags.value(&["-C", "--dir"]));
    let filters = flags.values(&["-F", "--filter", "--filter-prod"]);
    if !filters.is_empty() {
        return call.choose(|workspace, folder| {
            let chosen = filters.iter().map(|filter| workspace.select(filter, folder));
            Ok(chosen.collect::<Result<Vec<_>, _>>()?.concat())
        });
    }
    if flags.has(&["-r", "--recursive", "-rw", "-wr"]) {
        return all(call);
    }
    if flags.has(&["-w", "--workspace-root"]) {
        return call.choose(|workspace, _| {
            let mut packages = workspace.packages.clone();
            packages.retain(|package| package.folder == workspace.root);
            Ok(packages)
        });
    }
    call
}

fn all<'c, 'a>(call: Call<'c, 'a>) -> Call<'c, 'a> {
    call.choose(|workspace, _| Ok(workspace.packages.clone()))
}

#[cfg(test)]
mod tests {
    use super::may_match;

    #[test]
    fn a_regular_expression_may_match_more_but_never_less() {
        for (expression, name, matches) in [
            ("^build:.*", "build:web", true),
            ("^build:.*", "db:reset", false),
            ("build", "rebuild", true),
            ("^dbx?:reset$", "db:reset", true),
            ("^a|^db", "db", true),
            ("^(db|a)", "db", true),
        ] {
            assert_eq!(may_match(expression, name), matches, "{expression} {name}");
        }
    }
}
