//! Database tools: what their arguments make them do.

mod connection;
mod getopt;
mod migrators;
mod postgres;
mod prisma;
mod psql;
mod sql;

use super::shell::Scope;
use crate::deed::Deed;

/// What a program reads from its standard input.
#[derive(Clone, Debug)]
pub(super) enum Stdin {
    /// What this process reads: a person, as far as anybody knows.
    Inherited,
    /// A pipe or a file.
    Unknown,
    /// What the command line writes out.
    Text(String),
}

/// What a program does to a database; `None` for one that is no database tool.
pub(super) fn deed(name: &str, words: &[String], stdin: &Stdin, scope: &Scope<'_>) -> Option<Deed> {
    match name {
        "prisma" => Some(prisma::deed(words)),
        "psql" | "pgcli" => Some(psql::deed(name, words, stdin, scope)),
        _ => postgres::deed(name, words, scope).or_else(|| migrators::deed(name, words)),
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
