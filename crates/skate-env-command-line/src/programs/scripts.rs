//! Scripts of `package.json`, and the programs that run several of them.

use crate::{analyze::Analyzer, shell::Scope, tools::Stdin};

pub(super) fn read(
    analyzer: &mut Analyzer<'_>,
    name: &str,
    words: &[String],
    scope: &Scope<'_>,
) -> bool {
    match name {
        "run-s" | "run-p" | "npm-run-all" | "npm-run-all2" => {
            for word in words.iter().filter(|word| !word.starts_with('-')) {
                run_all(analyzer, word, scope);
            }
            true
        }
        "concurrently" | "conc" => {
            for word in words {
                let script = ["npm:", "pnpm:", "yarn:", "bun:"];
                match script.iter().find_map(|runner| word.strip_prefix(runner)) {
                    Some(script) => run_all(analyzer, script, scope),
                    None if word.starts_with('-') => {}
                    None => analyzer.script(word, &Stdin::Inherited, &mut scope.clone()),
                }
            }
            true
        }
        _ => false,
    }
}

/// One script with its arguments in one word. A pattern names scripts that nobody listed here.
fn run_all(analyzer: &mut Analyzer<'_>, word: &str, scope: &Scope<'_>) {
    let (name, arguments) = word.split_once(' ').unwrap_or((word, ""));
    let arguments = arguments.split_whitespace().filter(|word| *word != "--");
    let arguments: Vec<_> = arguments.map(str::to_owned).collect();
    if !run(analyzer, name, &arguments, scope) {
        analyzer.other(&[], scope);
    }
}

/// Runs a script as npm does: `pre`, itself with the arguments, `post`. Says whether it exists.
pub(super) fn run(
    analyzer: &mut Analyzer<'_>,
    name: &str,
    arguments: &[String],
    scope: &Scope<'_>,
) -> bool {
    let Some(text) = (analyzer.scripts)(name) else { return false };
    let quoted: Vec<_> = arguments.iter().map(|it| quote(it)).collect();
    let around = |prefix: &str| (analyzer.scripts)(&format!("{prefix}{name}")).unwrap_or_default();
    let (before, after) = (around("pre"), around("post"));
    for text in [before, format!("{text} {}", quoted.join(" ")), after] {
        analyzer.within(&text, scope);
    }
    true
}

fn quote(argument: &str) -> String {
    if argument.is_empty() {
        String::new()
    } else {
        format!("'{}'", argument.replace('\'', r"'\''"))
    }
}
