//! Programs that run the rest of their arguments: `env`, `sudo`, `timeout`, `dotenv`.

use super::{Program, Step, options};
use crate::{
    shell::{Scope, UNKNOWN, is_variable_name},
    tools::Stdin,
};

/// A program that runs the rest of its words.
struct Wrapper {
    name: &'static str,
    /// The word that must follow: `dotenvx run`.
    command: Option<&'static str>,
    /// Its options that take a value.
    valued: &'static [&'static str],
    /// How many words stand before the command.
    operands: usize,
    /// Options by which it replaces variables; `[]` alone means that it always does.
    replaces: Option<&'static [&'static str]>,
}

const fn plain(name: &'static str, valued: &'static [&'static str]) -> Wrapper {
    Wrapper { name, command: None, valued, operands: 0, replaces: None }
}

const fn vault(name: &'static str, command: &'static str) -> Wrapper {
    let valued =
        &["-e", "--environment", "-p", "--project", "-c", "--config", "--env", "-s", "--command"];
    Wrapper { name, command: Some(command), valued, operands: 0, replaces: Some(&[]) }
}

const fn manager(name: &'static str, command: &'static str) -> Wrapper {
    Wrapper { name, command: Some(command), valued: &[], operands: 0, replaces: None }
}

const WRAPPERS: [Wrapper; 39] = [
    plain("env", &["-u", "--unset", "-C", "--chdir", "-S", "--split-string"]),
    plain("cross-env", &[]),
    plain("cross-env-shell", &[]),
    plain("time", &["-f", "--format", "-o", "--output"]),
    plain("nice", &["-n", "--adjustment"]),
    plain("ionice", &["-c", "-n", "-p"]),
    plain("nohup", &[]),
    plain("setsid", &[]),
    plain("stdbuf", &["-i", "-o", "-e"]),
    plain("unbuffer", &[]),
    plain("chronic", &[]),
    plain("caffeinate", &["-t", "-w"]),
    plain("command", &[]),
    plain("builtin", &[]),
    plain("exec", &["-a"]),
    plain("doas", &["-u", "-C"]),
    plain("sudo", &["-u", "--user", "-g", "--group", "-h", "-p", "-C", "-D", "-R", "-T", "-U"]),
    plain("xargs", &["-I", "-i", "-n", "-P", "-L", "-d", "-E", "-s", "-a"]),
    plain("watch", &["-n", "--interval"]),
    Wrapper { operands: 1, ..plain("timeout", &["-s", "--signal", "-k", "--kill-after"]) },
    Wrapper { operands: 1, ..plain("gtimeout", &["-s", "-k"]) },
    Wrapper { operands: 1, ..plain("flock", &["-w", "-E"]) },
    Wrapper { replaces: Some(&["-o", "--override"]), ..plain("dotenv", DOTENV) },
    Wrapper { replaces: Some(&["-o", "--override"]), ..plain("dotenv-cli", DOTENV) },
    Wrapper { replaces: Some(&[]), ..plain("env-cmd", &["-f", "-e", "--file", "--environments"]) },
    Wrapper {
        valued: &["-f", "--env-file", "-fv", "-fk", "-e", "--env", "--convention"],
        replaces: Some(&["-o", "--overload"]),
        ..manager("dotenvx", "run")
    },
    manager("varlock", "run"),
    manager("volta", "run"),
    manager("mise", "exec"),
    manager("mise", "x"),
    manager("fnm", "exec"),
    manager("nvm", "exec"),
    vault("doppler", "run"),
    vault("infisical", "run"),
    vault("op", "run"),
    vault("railway", "run"),
    vault("heroku", "run"),
    vault("vercel", "env"),
    Wrapper { operands: 1, ..vault("direnv", "exec") },
];
const DOTENV: &[&str] = &["-e", "-v", "-p"];

const REPLACED: &str = "a program in between replaces the variables";

pub(super) fn steps<'a>(program: &Program<'_>, scope: &Scope<'a>) -> Option<Vec<Step<'a>>> {
    let Program { name, words, stdin } = *program;
    let follows = |wrapper: &&Wrapper| {
        wrapper.name == name
            && wrapper.command.is_none_or(|it| words.first().is_some_and(|word| word == it))
    };
    let wrapper = WRAPPERS.iter().find(follows)?;
    let words = &words[usize::from(wrapper.command.is_some())..];
    let mut scope = scope.clone();
    let split = options::split(words, wrapper.valued);
    change_variables(wrapper, &split, &mut scope);
    let dashes = words.iter().position(|word| word == "--").filter(|_| wrapper.command.is_some());
    let mut rest = match dashes {
        Some(dashes) => &words[dashes + 1..],
        None => split.rest.get(wrapper.operands..).unwrap_or_default(),
    };
    rest = rest.strip_prefix(&["--".to_owned()]).unwrap_or(rest);
    while let Some((name, value)) = rest.first().and_then(|word| word.split_once('=')) {
        if !is_variable_name(name) {
            break;
        }
        scope.assign(name, value);
        rest = &rest[1..];
    }
    rest = rest.strip_prefix(&["--".to_owned()]).unwrap_or(rest);
    let script = |text: String| Step::Script { text, stdin: stdin.clone(), scope: scope.clone() };
    if let Some(text) = split.value(&["-S", "--split-string"]).filter(|_| name == "env") {
        let words = std::iter::once(text.to_owned()).chain(rest.iter().cloned());
        return Some(vec![script(words.collect::<Vec<_>>().join(" "))]);
    }
    let mut steps = Vec::new();
    steps.extend(split.value(&["--command"]).map(|text| script(text.to_owned())));
    let mut words = rest.to_vec();
    match name {
        "cross-env-shell" | "watch" => steps.push(script(words.join(" "))),
        "xargs" if words.is_empty() => {} // it prints
        "xargs" => {
            words.push(UNKNOWN.into());
            steps.push(Step::Command { words, stdin: Stdin::Inherited, scope });
        }
        _ => steps.push(Step::Command { words, stdin: stdin.clone(), scope }),
    }
    Some(steps)
}

/// What a wrapper's options do to the variables.
fn change_variables(wrapper: &Wrapper, split: &options::Split<'_>, scope: &mut Scope<'_>) {
    let replaces = wrapper.replaces.is_some_and(|by| by.is_empty() || split.has(by));
    let empties = wrapper.name == "env" && split.has(&["-i", "-", "--ignore-environment"]);
    if replaces || empties {
        scope.ambiguity = Some(REPLACED);
    }
    if let (Some(folder), "env") = (split.value(&["-C", "--chdir"]), wrapper.name) {
        scope.folders = scope.folders.enter(folder);
    }
    for (flag, value) in split.flags.iter() {
        match (wrapper.name, flag, value) {
            ("env", "-u" | "--unset", Some(name)) => {
                scope.assigned.insert(name.to_owned(), None);
            }
            ("dotenv" | "dotenv-cli", "-v", Some(text))
            | ("dotenvx", "-e" | "--env", Some(text)) => {
                if let Some((name, value)) = text.split_once('=') {
                    scope.assign(name, value);
                }
            }
            _ => {}
        }
    }
}
