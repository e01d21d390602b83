//! `skate-env test keep`: lists and drops the databases of failed tests.

use std::fmt::{self, Write as _};

use jiff::SignedDuration;
use serde::Serialize;
use skate_env_preview::time_span::span;
use skate_env_testing::{KeptDatabase, drop_kept, list_kept};

use super::server::choice;
use crate::{
    context::Context,
    exit::Exit,
    failure::Failure,
    output::{Answer, Cell, Output, Table},
};

/// List and drop the databases of failed tests
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// List the kept databases, the newest first; starts the test server
    List,
    /// Drop kept databases: those that are named, or all of them
    Drop {
        /// The names, as `test keep list` shows them
        #[arg(value_name = "NAME")]
        names: Vec<String>,
    },
}

pub(super) fn run(
    arguments: &Arguments,
    context: &Context,
    output: &Output,
) -> Result<Exit, Failure> {
    let choice = choice(context);
    match &arguments.command {
        Command::List => {
            let found = list_kept(&choice)?;
            output.answer(&Listed { kept: found.iter().map(Row::new).collect() })?;
        }
        Command::Drop { names } => {
            let dropped = drop_kept(&choice, names)?;
            let missing = names.iter().filter(|name| !dropped.contains(name)).cloned().collect();
            output.answer(&Dropped { dropped, missing })?;
        }
    }
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Listed<'k> {
    kept: Vec<Row<'k>>,
}

#[derive(Serialize)]
struct Row<'k> {
    name: &'k str,
    test: &'k str,
    age_seconds: i64,
    url: &'k str,
}

impl<'k> Row<'k> {
    fn new(kept: &'k KeptDatabase) -> Self {
        Self { name: &kept.name, test: &kept.label, age_seconds: kept.age_seconds, url: &kept.url }
    }
}

impl Answer for Listed<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        if self.kept.is_empty() {
            return writeln!(page, "No database is kept.");
        }
        let mut table = Table::new(&["name", "age", "test"]);
        for row in &self.kept {
            let age = span(SignedDuration::from_secs(row.age_seconds));
            table.row(vec![Cell::new(row.name), Cell::new(age), Cell::new(row.test)]);
        }
        table.write(page)?;
        writeln!(page)?;
        self.kept.iter().try_for_each(|row| writeln!(page, "psql \"{}\"", row.url))
    }
}

#[derive(Serialize)]
struct Dropped {
    dropped: Vec<String>,
    /// Names that no kept database has.
    missing: Vec<String>,
}

impl Answer for Dropped {
    fn text(&self, page: &mut String) -> fmt::Result {
        self.missing.iter().try_for_each(|name| writeln!(page, "{name} is not kept."))?;
        match self.dropped.len() {
            1 => writeln!(page, "Dropped 1 database."),
            count => writeln!(page, "Dropped {count} databases."),
        }
    }
}
