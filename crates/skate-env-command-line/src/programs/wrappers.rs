//! Programs that run the rest of their words: `env`, `sudo`, `timeout`, `dotenv`.

use super::{is_variable, options};
use crate::{
    analyze::Analyzer,
    shell::{Scope, UNKNOWN},
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

pub(super) fn read(
    analyzer: &mut Analyzer<'_>,
    name: &str,
    words: &[String],
    stdin: &Stdin,
    scope: &Scope<'_>,
) -> bool {
    let follows = |wrapper: &&Wrapper| {
        wrapper.name == name
            && wrapper.command.is_none_or(|it| words.first().is_some_and(|word| word == it))
    };
    let Some(wrapper) = WRAPPERS.iter().find(follows) else { return false };
    let words = &words[usize::from(wrapper.command.is_some())..];
    let mut scope = scope.clone();
    let split = options::split(words, wrapper.valued);
    surroundings(wrapper, &split, &mut scope);
    let apart = words.iter().position(|word| word == "--").filter(|_| wrapper.command.is_some());
    let mut rest = match apart {
        Some(dashes) => &words[dashes + 1..],
        None => split.rest.get(wrapper.operands..).unwrap_or_default(),
    };
    rest = rest.strip_prefix(&["--".to_owned()]).unwrap_or(rest);
    while let Some((name, value)) = rest.first().and_then(|word| word.split_once('=')) {
        if !is_variable(name) {
            break;
        }
        scope.assign(name, value);
        rest = &rest[1..];
    }
    rest = rest.strip_prefix(&["--".to_owned()]).unwrap_or(rest);
    let mut command = rest.to_vec();
    if let Some(text) = split.value(&["-S", "--split-string"]).filter(|_| name == "env") {
        let text = std::iter::once(text.to_owned()).chain(command).collect::<Vec<_>>().join(" ");
        analyzer.script(&text, stdin, &mut scope);
        return true;
    }
    if let Some(text) = split.value(&["--command"]) {
        analyzer.script(text, stdin, &mut scope);
    }
    match name {
        "cross-env-shell" | "watch" => analyzer.script(&command.join(" "), stdin, &mut scope),
        "xargs" if command.is_empty() => {} // it prints
        "xargs" => {
            command.push(UNKNOWN.into());
            analyzer.command(&command, &Stdin::Inherited, &mut scope);
        }
        _ => analyzer.command(&command, stdin, &mut scope),
    }
    true
}

/// What a wrapper's options do to the variables.
fn surroundings(wrapper: &Wrapper, split: &options::Split<'_>, scope: &mut Scope<'_>) {
    let replaces = wrapper.replaces.is_some_and(|by| by.is_empty() || split.has(by));
    let empties = wrapper.name == "env" && split.has(&["-i", "-", "--ignore-environment"]);
    if replaces || empties {
        scope.ambiguity = Some(REPLACED);
    }
    for (flag, value) in &split.flags {
        match (wrapper.name, *flag, value) {
            ("env", "-u" | "--unset", Some(name)) => {
                scope.assigned.insert((*name).to_owned(), None);
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
