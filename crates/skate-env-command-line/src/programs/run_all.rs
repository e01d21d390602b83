//! Programs that run several scripts: `run-s`, `run-p`, `npm-run-all`, `concurrently`.

use fast_glob::glob_match;

use super::{Program, Step, options, scripts};
use crate::{project::Project, shell::Scope};

const NPM_RUN_ALL: [&str; 4] = ["--max-parallel", "--npm-path", "-n", "--node-run"];
const CONCURRENTLY: [&str; 20] = [
    "-n",
    "--names",
    "--name-separator",
    "-c",
    "--prefix-colors",
    "-p",
    "--prefix",
    "-l",
    "--prefix-length",
    "-t",
    "--timestamp-format",
    "-m",
    "--max-processes",
    "-s",
    "--success",
    "--hide",
    "--restart-tries",
    "--restart-after",
    "--kill-signal",
    "--default-input-target",
];
const RUNNERS: [&str; 6] = ["npm:", "pnpm:", "yarn:", "bun:", "node:", "deno:"];

pub(super) fn steps<'a>(
    program: &Program<'_>,
    scope: &Scope<'a>,
    project: Project<'_>,
) -> Option<Vec<Step<'a>>> {
    match program.name {
        "run-s" | "run-p" | "npm-run-all" | "npm-run-all2" => {
            let mixed = options::mixed(program.words, &NPM_RUN_ALL);
            let steps = |word: &&str| several(word, mixed.rest, scope, project);
            Some(mixed.words.iter().flat_map(steps).collect())
        }
        "concurrently" | "conc" => {
            let mixed = options::mixed(program.words, &CONCURRENTLY);
            let steps =
                |word: &&str| match RUNNERS.iter().find_map(|runner| word.strip_prefix(runner)) {
                    Some(scripts) => several(scripts, mixed.rest, scope, project),
                    None => vec![Step::script(*word, scope)],
                };
            // Without `-P` what stands behind `--` are commands like the others.
            let behind = mixed.rest.iter().filter(|_| !mixed.flags.has(&["-P"]));
            let behind = behind.map(|word| Step::script(word, scope));
            Some(mixed.words.iter().flat_map(steps).chain(behind).collect())
        }
        _ => None,
    }
}

/// The scripts that a pattern means (`build:*`, `build-*(!web)`), with arguments in the same word.
fn several<'a>(
    word: &str,
    rest: &[String],
    scope: &Scope<'a>,
    project: Project<'_>,
) -> Vec<Step<'a>> {
    let (name, arguments) = word.split_once(' ').unwrap_or((word, ""));
    let arguments = arguments.split_whitespace().filter(|word| *word != "--");
    // `{1}` and `{@}` stand for what is behind `--`.
    let arguments: Vec<_> = arguments.map(str::to_owned).chain(rest.iter().cloned()).collect();
    if !name.contains(['*', '?', '!', '{', '[']) {
        let script = scripts::run(name, &arguments, scope, project);
        return script.unwrap_or_else(|| vec![Step::application(&[], scope)]);
    }
    let pattern = name.split("(!").next().unwrap_or_default();
    let is_meant = |name: &str| is_meant(pattern, name);
    match scripts::packages(scope, project) {
        Ok(packages) => {
            let steps = packages.iter().flat_map(|it| scripts::run_matching(it, scope, is_meant));
            steps.collect()
        }
        Err(unread) => vec![Step::Unread(unread)],
    }
}

/// `*` stops at a colon, `**` does not. In concurrently's patterns nothing stops it.
fn is_meant(pattern: &str, name: &str) -> bool {
    let pattern = pattern.trim_start_matches('!');
    glob_match(pattern, name) || glob_match(pattern.replace(':', "/"), name.replace(':', "/"))
}
