//! PostgreSQL's own client programs, besides psql.

use super::{connection, getopt::Options};
use crate::{
    DatabaseAction,
    Effect::{self, Arbitrary, Change, Destroy, Inspect, Offline, Write},
    shell::Scope,
};

pub(super) const TOOLS: [&str; 11] = [
    "pg_dump",
    "pg_dumpall",
    "pg_restore",
    "pg_basebackup",
    "createdb",
    "dropdb",
    "dropuser",
    "vacuumdb",
    "reindexdb",
    "clusterdb",
    "pgbench",
];

/// The letters that take a value in one of them or another, with one meaning in all.
const VALUED: &str = "hpUdFjnNtTSEfZLIPDlrm";

pub(super) fn action(name: &str, words: &[String], scope: &Scope<'_>) -> Option<DatabaseAction> {
    if name == "pg_isready" {
        return Some(DatabaseAction::new(name, Offline));
    }
    let name = TOOLS.into_iter().find(|tool| *tool == name)?;
    let valued: String = match name {
        "pg_restore" => VALUED.replace('l', ""),
        "dropdb" | "dropuser" => "hpU".to_owned(),
        _ => VALUED.to_owned(),
    };
    let options = Options::read(words, &valued);
    let mut action = DatabaseAction::new(name, effect(name, &options));
    // The operand of the others is what they make, drop or read, not where they connect.
    let names_database =
        matches!(name, "pg_dump" | "vacuumdb" | "reindexdb" | "clusterdb" | "pgbench");
    let database =
        options.operands.first().copied().filter(|_| {
            names_database || (matches!(name, "dropdb" | "createdb") && options.has('h'))
        });
    connection::add(&mut action, &options, database, scope);
    Some(action)
}

fn effect(name: &str, options: &Options<'_>) -> Effect {
    if options.has('V') || options.has('?') {
        return Offline;
    }
    match name {
        "pg_dump" | "pg_dumpall" | "pg_basebackup" => Inspect,
        "pg_restore" if options.has('l') || !options.has('d') => Offline,
        "pg_restore" if options.has('c') || options.has('C') || options.has('K') => Arbitrary,
        "dropdb" | "dropuser" => Destroy,
        "pgbench" => Arbitrary,
        "vacuumdb" | "reindexdb" | "clusterdb" => Write,
        _ => Change,
    }
}
