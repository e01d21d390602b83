//! Database tools, and the actions that their arguments mean.

mod connection;
mod getopt;
mod migrators;
mod postgres;
mod psql;
mod sql;

use crate::{DatabaseAction, prisma, shell::Scope};

/// What a program reads from its standard input.
#[derive(Clone, Debug)]
pub(super) enum Stdin {
    /// What this process reads: a person's input, presumably.
    Inherited,
    /// A pipe or a file.
    Unknown,
    /// What the command line writes out.
    Text(String),
}

/// What a program does to a database; `None` for one that is no database tool.
pub(super) fn action(
    name: &str,
    words: &[String],
    stdin: &Stdin,
    scope: &Scope<'_>,
) -> Option<DatabaseAction> {
    match name {
        "prisma" => Some(prisma::action(words)),
        "psql" | "pgcli" => Some(psql::action(name, words, stdin, scope)),
        _ => postgres::action(name, words, scope).or_else(|| migrators::action(name, words)),
    }
}

/// Whether a program is a database tool.
pub(super) fn is_tool(name: &str) -> bool {
    matches!(name, "prisma" | "psql" | "pgcli")
        || postgres::TOOLS.contains(&name)
        || migrators::is_migrator(name)
}

/// Whether a tool does nothing by its name alone.
pub(super) fn needs_command(name: &str) -> bool {
    migrators::is_migrator(name)
}
