//! The `skate-env` command: shows which database this is, and manages a database for every branch.
//!
//! `arguments` parses the command line, `context` reads the process, `commands` has one file per
//! command, and `output` prints: the answer on standard output, messages on standard error. A
//! command returns an [`Exit`](exit::Exit) or a [`Failure`](failure::Failure).

mod arguments;
mod branch_setup;
mod budget;
mod child_process;
mod commands;
mod context;
mod control_plane;
mod cost_history;
mod env_file;
mod exit;
mod failure;
mod github_actions;
mod guarded_connection;
mod help_page;
mod invocation;
mod neon_session;
mod options;
mod output;
mod prisma_cli;
mod production_variables;
#[cfg(any(windows, test))]
mod program_lookup;
mod progress;
mod project;
mod project_folder;
mod project_lock;
mod prompt;
mod recording;
mod runtime;
mod seed_mark;
mod temporary_copy;
mod usage_error;
mod verification;

use std::{ffi::OsString, process::ExitCode};

use crate::{arguments::Arguments, output::Output};

fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    output::remember(&words);
    let exit = match Arguments::read(&words) {
        Ok(Arguments { global, command }) => {
            let output = Output::new(&global);
            commands::run(command, &global, arguments::command, &output)
                .unwrap_or_else(|failure| output.fail(&failure))
        }
        Err(error) => usage_error::print(&error, &words),
    };
    exit.into()
}
