//! `npm`, which takes its options anywhere in front of `--`.

use super::{
    super::{Step, Unread, options},
    Call, execute, lifecycle, npm_commands,
};

/// Its settings that take a value, by `npm help config`.
const VALUED: [&str; 24] = [
    "-C",
    "--prefix",
    "-w",
    "--workspace",
    "-c",
    "--call",
    "-L",
    "--location",
    "-m",
    "--message",
    "--loglevel",
    "--cache",
    "--userconfig",
    "--globalconfig",
    "--registry",
    "--reg",
    "--node-options",
    "--script-shell",
    "--package",
    "--proxy",
    "--https-proxy",
    "--tag",
    "--otp",
    "--scope",
];

/// Settings that choose packages, where they stand in variables.
const SETTINGS: [&str; 4] = [
    "npm_config_workspace",
    "npm_config_workspaces",
    "NPM_CONFIG_WORKSPACE",
    "NPM_CONFIG_WORKSPACES",
];
const SETTING: Unread = Unread::script("a variable chooses its package");

pub(super) fn steps<'a>(call: &Call<'_, 'a>) -> Vec<Step<'a>> {
    let mixed = options::mixed(call.words, &VALUED);
    let call = chosen(call, &mixed.flags);
    let Some((command, words)) = mixed.words.split_first() else { return call.application(&[]) };
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    let with_rest = |words: &[String]| [words, mixed.rest].concat();
    match npm_commands::meant(command) {
        // The program's own options stand behind its name.
        "exec" => {
            let start = call.words.iter().position(|word| word == command).unwrap_or_default();
            execute::steps(&call, &call.words[start + 1..])
        }
        "run" => match words.split_first() {
            Some((name, words)) => call.script_or_nothing(name, &with_rest(words)),
            None => Vec::new(),
        },
        "restart" => call.script("restart", &with_rest(&words)).unwrap_or_else(|| {
            let names = ["prerestart", "stop", "start", "postrestart"];
            names.iter().flat_map(|name| call.script_or_nothing(name, &[])).collect()
        }),
        name @ ("test" | "start" | "stop") => call.script_or_nothing(name, &with_rest(&words)),
        "ci" => lifecycle::steps(&call, "install", &[]),
        "install-test" | "install-ci-test" => {
            let mut steps = lifecycle::steps(&call, "install", &words);
            steps.extend(call.script_or_nothing("test", &[]));
            steps
        }
        command => lifecycle::steps(&call, command, &words),
    }
}

fn chosen<'c, 'a>(call: &Call<'c, 'a>, flags: &options::Flags<'_>) -> Call<'c, 'a> {
    let call = call.clone().within(flags.value(&["-C", "--prefix"]));
    let names = flags.values(&["-w", "--workspace"]);
    if !names.is_empty() {
        return call.choose(|workspace, folder| {
            let chosen = names.iter().map(|name| workspace.select(name, folder));
            Ok(chosen.collect::<Result<Vec<_>, _>>()?.concat())
        });
    }
    if flags.has(&["--workspaces", "--ws", "-ws"]) {
        return call.choose(|workspace, _| Ok(workspace.packages.clone()));
    }
    if SETTINGS.iter().any(|name| call.scope.is_set(name)) {
        return call.unread(SETTING);
    }
    call
}
