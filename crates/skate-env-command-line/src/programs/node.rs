//! Interpreters: a script's file, or code on the command line.

use super::{options, scripts};
use crate::{analyze::Analyzer, program_name, shell::Scope, tools::Stdin};

const VALUED: [&str; 15] = [
    "-r",
    "--require",
    "--import",
    "--loader",
    "--experimental-loader",
    "-C",
    "--conditions",
    "-e",
    "--eval",
    "-p",
    "--print",
    "-c",
    "--run",
    "--project",
    "--tsconfig",
];
const CODE: [&str; 6] = ["-e", "--eval", "-p", "--print", "-pe", "-c"];

pub(super) fn read(
    analyzer: &mut Analyzer<'_>,
    name: &str,
    words: &[String],
    stdin: &Stdin,
    scope: &Scope<'_>,
) -> bool {
    let is_javascript =
        matches!(name, "node" | "nodejs" | "tsx" | "ts-node" | "vite-node" | "jiti");
    let is_other = matches!(name, "python" | "python3" | "ruby" | "perl" | "php");
    if !is_javascript && !is_other {
        return false;
    }
    let split = options::split(words, &VALUED);
    if let Some(code) = split.value(&CODE) {
        analyzer.other(split.rest, scope);
        analyzer.code(code, scope);
    } else if let Some(script) = split.value(&["--run"]) {
        scripts::run(analyzer, script, split.rest, scope);
    } else {
        // An option that is not listed may have left its value in front of the file.
        let script = words
            .iter()
            .enumerate()
            .find_map(|(index, word)| Some((program_name::script(word)?, &words[index + 1..])));
        match script.filter(|_| is_javascript) {
            Some((package, rest)) => {
                let command: Vec<_> =
                    std::iter::once(package).chain(rest.iter().cloned()).collect();
                analyzer.command(&command, stdin, &mut scope.clone());
            }
            None => analyzer.other(split.rest, scope),
        }
    }
    true
}
