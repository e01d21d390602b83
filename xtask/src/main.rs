//! `cargo xtask`: everything the project does with itself, one module a command.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it talks to a terminal")]

mod bench;
mod children;
mod demo;
mod deny;
mod differential;
mod example;
mod fingerprint;
mod fuzz;
mod generate;
mod http;
mod installed;
mod lock;
mod neon;
mod packages;
mod packed;
mod platform;
mod prism;
mod progress;
mod run;
mod soak;
mod startup;
mod steps;
mod test;
mod tools;
mod workspace;

use std::env;
use std::process::ExitCode;

use anyhow::{Result, bail};

struct Command {
    name: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Result<()>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "build",
        about: "pack the npm packages into target/npm (--dev: quick to build, not optimised)",
        run: packages::main,
    },
    Command {
        name: "demo",
        about: "the example app on Neon on this machine (--once: show, then stop)",
        run: demo::main,
    },
    Command {
        name: "test",
        about: "every check, or the named steps (--list shows them)",
        run: test::main,
    },
    Command {
        name: "soak",
        about: "the long tests: --list shows them, --minutes N repeats them",
        run: soak::main,
    },
    Command {
        name: "bench",
        about: "the table of measurements beside the peers (or: create, deletions, local; minutes)",
        run: bench::main,
    },
    Command {
        name: "fuzz",
        about: "every fuzz target, each for the given seconds (60)",
        run: fuzz::main,
    },
    Command {
        name: "generate",
        about: "the generated files that are committed",
        run: generate::main,
    },
    Command {
        name: "deny",
        about: "licences, bans and sources of the dependencies",
        run: deny::main,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match start(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start(arguments: &[String]) -> Result<()> {
    let Some((name, rest)) = arguments.split_first() else {
        help();
        bail!("a command is needed");
    };
    if ["--help", "-h", "help"].contains(&name.as_str()) {
        help();
        return Ok(());
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        help();
        bail!("there is no command {name:?}");
    };
    (command.run)(rest)
}

fn help() {
    println!("cargo xtask COMMAND\n");
    for Command { name, about, .. } in COMMANDS {
        println!("  {name:<14}{about}");
    }
}
