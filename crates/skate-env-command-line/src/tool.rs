//! Tools with commands (`prisma migrate reset`, `knex migrate:rollback`) as data, and how a command
//! is found among their arguments.

mod arguments;
mod command;
mod help;

pub(crate) use arguments::Arguments;
pub(crate) use command::FoundCommand;

use crate::Effect;

/// A command, and what it does. Two words are a command and its subcommand.
pub(crate) type Row = (&'static str, Effect);

/// A tool, its commands and its options.
pub(crate) struct Tool {
    /// What it is called on a command line.
    #[cfg(feature = "shell")]
    pub(crate) names: &'static [&'static str],
    /// Its commands. One that is not listed changes the database, unless a row `""` says more.
    pub(crate) commands: &'static [Row],
    /// Options that take the next word. Of an option that stands nowhere it is not known.
    pub(crate) valued: &'static [&'static str],
    /// Options that take none, besides [`SWITCHES`].
    pub(crate) switches: &'static [&'static str],
    /// Options that show a text and run nothing.
    pub(crate) help: &'static [&'static str],
    pub(crate) help_position: HelpPosition,
}

/// Where a tool sees `--help`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HelpPosition {
    /// Anywhere in front of `--`.
    #[cfg(feature = "shell")]
    AheadOfDashes,
    /// Anywhere, except behind a `--` that follows the command: each word of a command takes a
    /// `--` away and reads what follows anew.
    EachWordAnew,
    /// In front of the command, as Go's `flag` has it.
    #[cfg(feature = "shell")]
    InFront,
}

/// Options without a value, the same in every tool that has them.
const SWITCHES: [&str; 14] = [
    "--accept-data-loss",
    "--all",
    "--create-only",
    "--debug",
    "--force",
    "--force-reset",
    "--json",
    "--quiet",
    "--silent",
    "--skip-generate",
    "--skip-seed",
    "--strict",
    "--verbose",
    "--yes",
];

impl Tool {
    fn has_value(&self, option: &str) -> Option<bool> {
        if self.valued.contains(&option) {
            return Some(true);
        }
        let is_switch = SWITCHES.contains(&option)
            || self.switches.contains(&option)
            || self.help.contains(&option);
        is_switch.then_some(false)
    }
}
