//! Programs that run other programs, and those that only look as if they did.

mod builtins;
mod inert;
mod node;
mod options;
mod packages;
mod scripts;
mod shells;
mod wrappers;

use crate::{
    DatabaseAction, Effect,
    analyze::Analyzer,
    program_name,
    shell::Scope,
    tools::{self, Stdin},
};

/// Reads a program that is no database tool itself.
pub(super) fn read(
    analyzer: &mut Analyzer<'_>,
    name: &str,
    words: &[String],
    stdin: &Stdin,
    scope: &mut Scope<'_>,
) {
    let handled = builtins::read(analyzer, name, words, stdin, scope)
        || shells::read(analyzer, name, words, stdin, scope)
        || wrappers::read(analyzer, name, words, stdin, scope)
        || packages::read(analyzer, name, words, stdin, scope)
        || node::read(analyzer, name, words, stdin, scope)
        || scripts::read(analyzer, name, words, scope);
    if handled || inert::PROGRAMS.contains(&name) {
        return;
    }
    analyzer.other(words, scope);
    if !inert::APPLICATIONS.contains(&name) {
        embedded(analyzer, words, scope);
    }
}

/// An unknown program may run what stands in its arguments: `wait-on … -- prisma db push`.
fn embedded(analyzer: &mut Analyzer<'_>, words: &[String], scope: &Scope<'_>) {
    for (index, word) in words.iter().enumerate() {
        let analysis = if word.contains(char::is_whitespace) {
            analyzer.apart(|analyzer| analyzer.within(word, scope))
        } else if starts_a_tool(word) {
            let rest = &words[index..];
            analyzer.apart(|it| it.command(rest, &Stdin::Inherited, &mut scope.clone()))
        } else {
            continue;
        };
        analyzer.analysis.actions.extend(analysis.actions.into_iter().filter(is_meant));
    }
}

/// Whether a action is one, and no file or image that bears a tool's name.
fn is_meant(action: &DatabaseAction) -> bool {
    let (tool, command) = action.name.split_once(' ').unwrap_or((&action.name, ""));
    let is_known = match tool {
        "prisma" => command.starts_with("migrate ") || command.starts_with("db "),
        tool if tools::needs_command(tool) => !command.is_empty(),
        tool => tools::is_tool(tool),
    };
    !action.urls.is_empty()
        || action.effect == Effect::Change && is_known
        || action.effect > Effect::Change && tools::is_tool(tool)
}

/// Whether a word in an unknown program's arguments starts a command worth analysis.
fn starts_a_tool(word: &str) -> bool {
    let name = program_name::package(word);
    tools::is_tool(&name) || shells::is_shell(&name) || packages::is_runner(&name)
}

/// Whether a text can be a variable's name.
pub(super) fn is_variable(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_digit())
        && !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
