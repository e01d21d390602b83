//! One program, and what it would run next.

use crate::{shell::Scope, tools::Stdin};

/// A program as it is started.
pub(crate) struct Program<'p> {
    pub(crate) name: &'p str,
    /// Its arguments.
    pub(crate) words: &'p [String],
    pub(crate) stdin: &'p Stdin,
}

/// What a program would run, with the variables that it would see.
pub(crate) enum Step<'a> {
    /// One program with its arguments.
    Command { words: Vec<String>, stdin: Stdin, scope: Scope<'a> },
    /// Shell text that leaves the caller's variables alone.
    Script { text: String, stdin: Stdin, scope: Scope<'a> },
    /// Shell text that may change the caller's variables.
    Eval { text: String, stdin: Stdin },
    /// A program that is no database tool and runs nothing that is known.
    Application { arguments: Vec<String>, scope: Scope<'a> },
    /// Code in a language that is not read.
    Code { text: String, scope: Scope<'a> },
    /// Something that counts only where it turns out to be a database tool.
    Embedded(Box<Self>),
    /// What the command line shows and hides at once.
    Unread(Unread),
}

/// What could not be read, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unread {
    pub(crate) what: &'static str,
    pub(crate) reason: &'static str,
}

impl Unread {
    pub(crate) const fn script(reason: &'static str) -> Self {
        Self { what: "a script", reason }
    }
}

impl<'a> Step<'a> {
    /// A command that reads what this process reads.
    pub(super) fn command(words: &[String], scope: &Scope<'a>) -> Self {
        Self::Command { words: words.to_vec(), stdin: Stdin::Inherited, scope: scope.clone() }
    }

    /// Shell text that reads what this process reads.
    pub(super) fn script(text: impl Into<String>, scope: &Scope<'a>) -> Self {
        Self::Script { text: text.into(), stdin: Stdin::Inherited, scope: scope.clone() }
    }

    pub(super) fn application(arguments: &[String], scope: &Scope<'a>) -> Self {
        Self::Application { arguments: arguments.to_vec(), scope: scope.clone() }
    }
}
