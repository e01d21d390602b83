//! Commands of the shell itself.

use super::{Program, Step, step::Unread};
use crate::shell::{Folders, Scope, UNKNOWN, is_variable_name};

const FROM_A_FILE: &str = "the command line takes variables from a file";

pub(super) fn steps<'a>(program: &Program<'_>, scope: &mut Scope<'a>) -> Option<Vec<Step<'a>>> {
    let words = program.words;
    let stdin = || program.stdin.clone();
    Some(match program.name {
        "eval" => vec![Step::Eval { text: words.join(" "), stdin: stdin() }],
        "trap" => {
            let text = words.iter().find(|word| !word.starts_with('-')).cloned();
            let text = text.unwrap_or_default();
            vec![Step::Script { text, stdin: stdin(), scope: scope.clone() }]
        }
        "export" | "declare" | "typeset" | "local" | "readonly" => {
            if words.iter().any(|word| word.starts_with(UNKNOWN)) {
                scope.ambiguity = Some(FROM_A_FILE);
            }
            let assignments = words.iter().filter_map(|word| word.split_once('='));
            for (name, value) in assignments.filter(|(name, _)| is_variable_name(name)) {
                scope.assign(name, value);
            }
            Vec::new()
        }
        "read" | "mapfile" | "readarray" => {
            for name in words.iter().filter(|word| is_variable_name(word)) {
                scope.assign(name, UNKNOWN);
            }
            Vec::new()
        }
        "cd" | "pushd" => {
            change_folder(program, scope);
            Vec::new()
        }
        "popd" => {
            scope.folders = scope.pushed.pop().unwrap_or_else(Folders::unknown);
            Vec::new()
        }
        "source" | "." => source(words, scope),
        "alias" => {
            let texts = words.iter().filter_map(|word| word.split_once('='));
            texts.map(|(_, text)| Step::script(text, scope)).collect()
        }
        "unset" => {
            for name in words.iter().filter(|word| is_variable_name(word)) {
                scope.assigned.insert(name.clone(), None);
            }
            Vec::new()
        }
        "command" if words.first().is_some_and(|word| matches!(word.as_str(), "-v" | "-V")) => {
            Vec::new()
        }
        "set" if words.first().is_some_and(|word| word == "--") => {
            let program = scope.positional.first().cloned().unwrap_or_default();
            let arguments = words.iter().skip(1).cloned();
            scope.positional = std::iter::once(program).chain(arguments).collect();
            Vec::new()
        }
        _ => return None,
    })
}

fn change_folder(program: &Program<'_>, scope: &mut Scope<'_>) {
    let is_option = |word: &&String| matches!(word.as_str(), "-P" | "-L" | "-e" | "-n" | "--");
    let target = program.words.iter().find(|word| !is_option(word));
    if program.name == "pushd" {
        scope.pushed.push(scope.folders.clone());
    }
    scope.folders = target.map_or_else(Folders::unknown, |target| scope.folders.enter(target));
}

/// A file of variables may hold another URL; any other file is a program like all others.
fn source<'a>(words: &[String], scope: &mut Scope<'a>) -> Vec<Step<'a>> {
    let file = words.first().map(String::as_str).unwrap_or_default();
    let name = file.rsplit('/').next().unwrap_or_default();
    if file.contains(UNKNOWN) {
        return vec![Step::Unread(Unread::script("it is written while the command runs"))];
    }
    if name.split('.').any(|part| part == "env") {
        scope.ambiguity = Some(FROM_A_FILE);
        return Vec::new();
    }
    vec![Step::application(&[], scope)]
}
