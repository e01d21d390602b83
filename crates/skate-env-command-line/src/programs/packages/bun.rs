//! `bun`, which runs a script, a file or a program by its name alone.

use super::{
    super::{Step, options},
    Call, execute, lifecycle,
};

const VALUED: [&str; 18] = [
    "--cwd",
    "-F",
    "--filter",
    "--env-file",
    "-c",
    "--config",
    "-r",
    "--preload",
    "--require",
    "--import",
    "-e",
    "--eval",
    "-p",
    "--print",
    "--shell",
    "--elide-lines",
    "--tsconfig-override",
    "--conditions",
];

const FILTERS: [&str; 2] = ["-F", "--filter"];

/// Commands of its own that run no script by name.
const COMMANDS: [&str; 26] = [
    "a",
    "add",
    "audit",
    "build",
    "c",
    "completions",
    "create",
    "discord",
    "feedback",
    "getcompletes",
    "help",
    "info",
    "init",
    "link",
    "outdated",
    "patch",
    "patch-commit",
    "pm",
    "remove",
    "repl",
    "rm",
    "unlink",
    "update",
    "upgrade",
    "why",
    "test",
];

pub(super) fn steps<'a>(call: &Call<'_, 'a>) -> Vec<Step<'a>> {
    let split = options::split(call.words, &VALUED);
    if let Some(code) = split.value(&["-e", "--eval", "-p", "--print"]) {
        let mut steps = call.application(split.rest);
        steps.push(Step::Code { text: code.to_owned(), scope: call.scope.clone() });
        return steps;
    }
    let Some((command, rest)) = split.rest.split_first() else {
        return Vec::new();
    };
    match command.as_str() {
        "run" => {
            let inner = options::split(rest, &VALUED);
            chosen(call, &split.flags.and(&inner.flags)).script_or_program(inner.rest)
        }
        "x" => execute::steps(&chosen(call, &split.flags), rest),
        "exec" => call.text(&rest.join(" ")),
        "i" | "install" | "ci" => lifecycle::steps(&chosen(call, &split.flags), "install", rest),
        name @ ("publish" | "pack") => lifecycle::steps(call, name, rest),
        // With a filter every word is a script.
        name if COMMANDS.contains(&name) && !split.has(&FILTERS) => call.application(rest),
        _ => chosen(call, &split.flags).script_or_program(split.rest),
    }
}

fn chosen<'c, 'a>(call: &Call<'c, 'a>, flags: &options::Flags<'_>) -> Call<'c, 'a> {
    let call = call.clone().within(flags.value(&["--cwd"]));
    let filters = flags.values(&FILTERS);
    if !filters.is_empty() {
        return call.choose(|workspace, folder| {
            let chosen = filters.iter().map(|filter| workspace.select(filter, folder));
            Ok(chosen.collect::<Result<Vec<_>, _>>()?.concat())
        });
    }
    if flags.has(&["--workspaces"]) {
        return call.choose(|workspace, _| Ok(workspace.packages.clone()));
    }
    call
}
