//! `skate-env help`: shows the help of a command, or the exit codes.

use std::fmt::{self, Write as _};

use serde::Serialize;

use crate::{
    exit::{Exit, Row, TABLE},
    failure::Failure,
    output::{Answer, DIM, Output, Styled},
};

const EXIT_CODES: &str = "exit-codes";

/// Show the help of a command, or the exit codes
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// A command such as `branch create`, or `exit-codes`
    topic: Vec<String>,
}

pub(crate) fn run(
    arguments: &Arguments,
    mut root: clap::Command,
    output: &Output,
) -> Result<Exit, Failure> {
    if arguments.topic == [EXIT_CODES] {
        output.answer(&ExitCodes { exit_codes: TABLE.iter().map(RowData::of).collect() })?;
        return Ok(Exit::Done);
    }
    root.build();
    find(&mut root, &arguments.topic)?;
    // Parse as with `--help`, so that clap renders the long page.
    let words = ["skate-env"].into_iter().chain(arguments.topic.iter().map(String::as_str));
    if let Err(page) = root.try_get_matches_from(words.chain(["--help"])) {
        output.page(&page.render().ansi().to_string())?;
    }
    Ok(Exit::Done)
}

/// Finds a command by its words.
pub(crate) fn find<'c>(
    root: &'c mut clap::Command,
    words: &[String],
) -> Result<&'c mut clap::Command, Failure> {
    let Some((first, rest)) = words.split_first() else { return Ok(root) };
    match root.find_subcommand_mut(first) {
        Some(command) => find(command, rest),
        None => Err(Failure::usage(
            "Cannot find this command.",
            "Run `skate-env --help` for a list of commands.",
        )),
    }
}

#[derive(Serialize)]
struct ExitCodes {
    exit_codes: Vec<RowData>,
}

#[derive(Serialize)]
struct RowData {
    exit: u8,
    meaning: &'static str,
    codes: Vec<&'static str>,
}

impl RowData {
    fn of(row: &Row) -> Self {
        let codes = row.codes.iter().map(|code| code.as_str());
        let codes = codes.chain(row.own.iter().copied());
        Self { exit: row.exit as u8, meaning: row.meaning, codes: codes.collect() }
    }
}

impl Answer for ExitCodes {
    fn text(&self, page: &mut String) -> fmt::Result {
        for RowData { exit, meaning, codes } in &self.exit_codes {
            writeln!(page, "{exit}  {meaning}")?;
            for line in codes.chunks(3) {
                writeln!(page, "   {}", Styled(DIM, line.join("  ")))?;
            }
        }
        writeln!(page, "\n`skate-env run` passes on the exit code of the command that it starts.")
    }
}
