//! Commands of the shell itself.

use super::is_variable;
use crate::{
    analyze::Analyzer,
    shell::{Scope, UNKNOWN},
    tools::Stdin,
};

const FILED: &str = "the command line takes variables from a file";

pub(super) fn read(
    analyzer: &mut Analyzer<'_>,
    name: &str,
    words: &[String],
    stdin: &Stdin,
    scope: &mut Scope<'_>,
) -> bool {
    match name {
        "eval" => analyzer.script(&words.join(" "), stdin, scope),
        "trap" => {
            let action = words.iter().find(|word| !word.starts_with('-'));
            analyzer.script(action.map_or("", String::as_str), stdin, &mut scope.clone());
        }
        "export" | "declare" | "typeset" | "local" | "readonly" => {
            if words.iter().any(|word| word.starts_with(UNKNOWN)) {
                scope.ambiguity = Some(FILED);
            }
            let assignments = words.iter().filter_map(|word| word.split_once('='));
            for (name, value) in assignments.filter(|(name, _)| is_variable(name)) {
                scope.assign(name, value);
            }
        }
        "source" | "." => sourced(analyzer, words, scope),
        "alias" => {
            for (_, text) in words.iter().filter_map(|word| word.split_once('=')) {
                analyzer.within(text, scope);
            }
        }
        "unset" => {
            for name in words.iter().filter(|word| is_variable(word)) {
                scope.assigned.insert(name.clone(), None);
            }
        }
        "command" if words.first().is_some_and(|word| matches!(word.as_str(), "-v" | "-V")) => {}
        "set" if words.first().is_some_and(|word| word == "--") => {
            let mut positional: Vec<String> =
                scope.positional.first().cloned().into_iter().collect();
            positional.resize(1, String::new());
            positional.extend(words.iter().skip(1).cloned());
            scope.positional = positional;
        }
        _ => return false,
    }
    true
}

/// A file of variables may hold another URL; any other file is a program like all others.
fn sourced(analyzer: &mut Analyzer<'_>, words: &[String], scope: &mut Scope<'_>) {
    let file = words.first().map(String::as_str).unwrap_or_default();
    let name = file.rsplit('/').next().unwrap_or_default();
    if file.contains(UNKNOWN) {
        analyzer.unclear("a script that is written while it runs");
    } else if name.split('.').any(|part| part == "env") {
        scope.ambiguity = Some(FILED);
    } else {
        analyzer.other(&[], scope);
    }
}
