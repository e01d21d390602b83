//! The `skate-env` command: which database this is, and a database of one's own for every branch.
//!
//! `arguments` reads the words, `context` the process, `commands` holds a file a command, and
//! `output` is all that is printed: the answer on standard output, everything said to a person
//! on standard error. A command ends with an [`Exit`](exit::Exit) or a
//! [`Failure`](failure::Failure).

mod access;
mod arguments;
mod commands;
mod context;
mod control_plane;
mod exit;
mod failure;
mod help;
mod home;
mod live;
mod lock;
mod named;
mod output;
mod person;
mod project;
mod runtime;
mod usage;

use std::{ffi::OsString, process::ExitCode};

use crate::{arguments::Arguments, output::Output};

fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let exit = match Arguments::read(&words) {
        Ok(Arguments { global, command }) => {
            let output = Output::new(&global);
            commands::run(command, &global, &output).unwrap_or_else(|failure| output.fail(&failure))
        }
        Err(error) => usage::end(&error, &words),
    };
    exit.into()
}
