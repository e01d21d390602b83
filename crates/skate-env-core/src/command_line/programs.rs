//! Programs that run other programs, and those that only look as if they did.

mod builtins;
mod node;
mod options;
mod packages;
mod scripts;
mod shells;
mod texts;
mod wrappers;

use super::{
    name,
    reader::Reader,
    shell::Scope,
    tools::{self, Stdin},
};
use crate::{Deed, Effect};

/// Reads a program that is no database tool itself.
pub(super) fn read(
    reader: &mut Reader<'_>,
    name: &str,
    words: &[String],
    stdin: &Stdin,
    scope: &mut Scope<'_>,
) {
    let handled = builtins::read(reader, name, words, stdin, scope)
        || shells::read(reader, name, words, stdin, scope)
        || wrappers::read(reader, name, words, stdin, scope)
        || packages::read(reader, name, words, stdin, scope)
        || node::read(reader, name, words, stdin, scope)
        || scripts::read(reader, name, words, scope);
    if handled || texts::PROGRAMS.contains(&name) {
        return;
    }
    reader.other(words, scope);
    if !texts::APPLICATIONS.contains(&name) {
        embedded(reader, words, scope);
    }
}

/// An unknown program may run what stands in its arguments: `wait-on … -- prisma db push`.
fn embedded(reader: &mut Reader<'_>, words: &[String], scope: &Scope<'_>) {
    for (index, word) in words.iter().enumerate() {
        let reading = if word.contains(char::is_whitespace) {
            reader.apart(|reader| reader.within(word, scope))
        } else if starts_a_tool(word) {
            let rest = &words[index..];
            reader.apart(|it| it.command(rest, &Stdin::Inherited, &mut scope.clone()))
        } else {
            continue;
        };
        reader.reading.deeds.extend(reading.deeds.into_iter().filter(is_meant));
    }
}

/// Whether a deed is one, and no file or image that bears a tool's name.
fn is_meant(deed: &Deed) -> bool {
    let (tool, command) = deed.name.split_once(' ').unwrap_or((&deed.name, ""));
    let is_known = match tool {
        "prisma" => command.starts_with("migrate ") || command.starts_with("db "),
        tool if tools::needs_command(tool) => !command.is_empty(),
        tool => tools::is_tool(tool),
    };
    !deed.given.is_empty()
        || deed.effect == Effect::Change && is_known
        || deed.effect > Effect::Change && tools::is_tool(tool)
}

/// Whether a word in an unknown program's arguments starts a command worth reading.
fn starts_a_tool(word: &str) -> bool {
    let name = name::package(word);
    tools::is_tool(&name) || shells::is_shell(&name) || packages::is_runner(&name)
}

/// Whether a text can be a variable's name.
pub(super) fn is_variable(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_digit())
        && !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
