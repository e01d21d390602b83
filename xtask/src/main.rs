//! `cargo xtask`: the project's own commands, one module each.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it talks to a terminal")]

mod bench;
mod children;
mod compatibility;
#[cfg(unix)]
mod connection;
mod demo;
mod deny;
mod differential;
mod example;
mod fingerprint;
mod fuzz;
mod gateway;
mod generate;
mod http;
mod installed;
mod json;
mod lock;
mod neon;
mod packages;
mod packed;
mod platform;
mod postgres;
mod prism;
mod progress;
mod release;
mod run;
mod soak;
mod startup;
mod steps;
mod test;
mod tools;
mod wheel;
mod workflows;
mod workspace;

use std::env;
use std::process::ExitCode;

use anyhow::{Result, bail};

struct Command {
    name: &'static str,
    about: &'static str,
    /// What may stand behind the name, and what it does.
    words: &'static [(&'static str, &'static str)],
    run: fn(&[String]) -> Result<()>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "demo",
        about: "Run the example app on Neon on this machine, and show what is refused",
        words: &[
            ("--once", "show everything, then stop"),
            ("--native-engine", "let Prisma download its own engine for migrations"),
        ],
        run: demo::main,
    },
    Command {
        name: "test",
        about: "Run everything that CI runs, or the named steps",
        words: &[
            ("STEP …", "run only these"),
            ("--list", "show the steps"),
            ("--jobs N", "run so many steps at the same time (number of cores + 2)"),
        ],
        run: test::main,
    },
    Command {
        name: "soak",
        about: "Run the long tests, which find more the longer they run",
        words: &[
            ("NAME …", "run only these"),
            ("--list", "show what there is"),
            ("--minutes N", "repeat them for so long, with new seeds"),
        ],
        run: soak::main,
    },
    Command {
        name: "build",
        about: "Pack the npm packages into target/npm",
        words: &[("--dev", "as the tests use them: quick to build, not optimised")],
        run: packages::main,
    },
    Command {
        name: "release",
        about: "Pack, check and publish a release (RELEASING.md)",
        words: &[
            ("plan", "show what npm has of this version, and what is missing"),
            ("version X.Y.Z", "write the version into every file that holds it"),
            ("check [sources]", "compare versions, and what was packed with what a platform loads"),
            ("pack", "compile and pack the platforms"),
            ("pack main", "pack what users install, once all platforms are packed"),
            ("verify", "publish to a registry on this machine, and install from there"),
            ("publish npm", "publish what is missing, the platforms first"),
            ("publish crates", "publish the crates that are missing"),
            ("--platform NAME", "only this platform, such as linux-x64-gnu or host"),
            ("--registry URL", "another registry than npm's"),
            ("--at-most N", "publish so many packages, then stop"),
            ("--dry-run", "change nothing"),
        ],
        run: release::main,
    },
    Command {
        name: "bench",
        about: "Measure beside the peers, and write the tables in benches/",
        words: &[
            (
                "connection [ROUNDS]",
                "a connection: direct, through PgBouncer and through the gateway",
            ),
            ("create [ROUNDS]", "making a branch with the command"),
            ("deletions", "deleting many branches under Neon's limit"),
            ("lint FOLDER …", "linting migrations that are not ours to keep"),
            ("local [ROUNDS]", "branches on this machine"),
        ],
        run: bench::main,
    },
    Command {
        name: "fuzz",
        about: "Run every fuzz target (needs a nightly toolchain)",
        words: &[("SECONDS", "how long each runs (60)")],
        run: fuzz::main,
    },
    #[cfg(unix)]
    Command {
        name: "connection",
        about: "Try command lines that wipe production, end to end",
        words: &[
            ("destructive", "try those that wipe (the default: fails while one of them does)"),
            ("control", "try them without skate-env: each must wipe"),
            ("ordinary", "try the command lines of an ordinary day: none is refused"),
            ("--all", "try every one, not the quick selection"),
            ("--only TEXT", "try those whose name holds the text"),
        ],
        run: connection::main,
    },
    Command {
        name: "generate",
        about: "Write the generated files that are committed",
        words: &[],
        run: generate::main,
    },
    Command {
        name: "picture",
        about: "Run the demo and draw what it prints, for the README",
        words: &[],
        run: generate::picture::main,
    },
    Command {
        name: "deny",
        about: "Check licences, bans and sources of the dependencies",
        words: &[],
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
    let asks_for_help = |word: &String| ["--help", "-h", "help"].contains(&word.as_str());
    let Some((name, rest)) = arguments.split_first() else {
        help();
        bail!("a command is needed");
    };
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        help();
        return if asks_for_help(name) { Ok(()) } else { bail!("there is no command {name:?}") };
    };
    if rest.iter().any(asks_for_help) {
        command.help();
        return Ok(());
    }
    (command.run)(rest)
}

fn help() {
    println!("The project's own commands.\n\nUsage: cargo xtask COMMAND [--help]\n");
    for Command { name, about, .. } in COMMANDS {
        println!("  {name:<12}{about}");
    }
}

impl Command {
    fn help(&self) {
        let Self { name, about, words, .. } = self;
        println!(
            "{about}\n\nUsage: cargo xtask {name}{}\n",
            if words.is_empty() { "" } else { " [WORDS]" }
        );
        for (word, what) in *words {
            println!("  {word:<18}{what}");
        }
    }
}
