//! `cargo xtask soak`: the tests that find more the longer they run. CI runs a smaller number of
//! each; a nightly job runs these.

use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};

use crate::differential::{self, Amount};
use crate::run::{cargo, run};
use crate::{compatibility, connection, deny, gateway, neon, packed, tools};

/// A named test that can be run for as long as you like.
struct Soak {
    name: &'static str,
    about: &'static str,
    run: fn() -> Result<()>,
}

const KILLS: &str = "200";
const DATABASES: &str = "1000";
const URLS: u64 = 1_000_000;
const DOTENV_FILES: u64 = 100_000;
const STATEMENTS: u64 = 1_000_000;
const INTERLEAVINGS: &str = "10000";
const HISTORIES: &str = "10000";

const ALL: &[Soak] = &[
    Soak { name: "crash", about: "kill Neon on this machine 200 times, under load", run: crash },
    Soak {
        name: "connection",
        about: "try every known way to wipe production, in every posture",
        run: connection::whole,
    },
    Soak {
        name: "databases",
        about: "hand out 1,000 test databases to eight processes, some of them killed",
        run: databases,
    },
    Soak {
        name: "differential",
        about: "compare how four drivers and the guard read 1,000,000 new URLs",
        run: || differential::urls(Amount { count: Some(URLS), seed: Some(seed()) }),
    },
    Soak {
        name: "dotenv",
        about: "compare how @next/env, dotenv, Node.js and we read 100,000 new dotenv files",
        run: || differential::dotenv(Amount { count: Some(DOTENV_FILES), seed: Some(seed()) }),
    },
    Soak {
        name: "histories",
        about: "estimate what 10,000 random months cost, and compare the sums",
        run: histories,
    },
    Soak {
        name: "interleavings",
        about: "let 10,000 pull requests open, push, close and sweep in random orders",
        run: interleavings,
    },
    Soak {
        name: "statements",
        about: "send 1,000,000 new statements through a connection that only reads",
        run: || gateway::statements(STATEMENTS, seed()),
    },
    Soak {
        name: "postgres",
        about: "run the tests of Neon on this machine on PostgreSQL 15, 16 and 17",
        run: || tools::OLDER_POSTGRES.iter().try_for_each(|version| older_postgres(version)),
    },
    Soak {
        name: "next",
        about: "build a new Next.js app from the packed tarballs, with every bundler",
        run: || packed::next_app("turbopack,webpack"),
    },
    Soak {
        name: "strangers",
        about: "install from a registry with every package manager, on Node.js 20, 22 and 24",
        run: packed::release_on_every_node,
    },
    Soak {
        name: "advisories",
        about: "look for reported faults of the dependencies (needs github.com)",
        run: deny::advisories,
    },
    Soak {
        name: "compiler",
        about: "compile each published crate with the oldest Rust that it declares",
        run: compatibility::oldest_compiler,
    },
    Soak {
        name: "dependencies",
        about: "compile each published crate with the oldest dependencies that it allows (needs a nightly toolchain)",
        run: compatibility::oldest_dependencies,
    },
    Soak {
        name: "semver",
        about: "compare the public names of the core with those of the last release",
        run: compatibility::public_names,
    },
    Soak {
        name: "schemathesis",
        about: "send generated requests to Neon on this machine (needs Python)",
        run: neon::schemathesis,
    },
];

/// `cargo xtask soak [--list] [--minutes N] [NAME …]`
pub(crate) fn main(arguments: &[String]) -> Result<()> {
    let (mut chosen, mut minutes) = (Vec::new(), 0);
    let mut arguments = arguments.iter().map(String::as_str);
    while let Some(argument) = arguments.next() {
        match argument {
            "--list" => {
                for Soak { name, about, .. } in ALL {
                    println!("{name:<14}{about}");
                }
                return Ok(());
            }
            "--minutes" => {
                let number = arguments.next().and_then(|number| number.parse().ok());
                minutes = number.context("--minutes needs a number")?;
            }
            name => chosen.push(ALL.iter().find(|soak| soak.name == name).with_context(|| {
                format!("there is no {name:?}; `cargo xtask soak --list` names what there is")
            })?),
        }
    }
    if chosen.is_empty() {
        chosen.extend(ALL);
    }
    repeat(&chosen, Duration::from_secs(minutes * 60))
}

/// Runs each once, and again for as long as there is time. The first failure ends it: its seed and
/// what it left are what you want to see.
fn repeat(chosen: &[&Soak], time: Duration) -> Result<()> {
    let begin = Instant::now();
    for round in 1.. {
        for Soak { name, about, run } in chosen {
            println!("\n== {name}, round {round}: {about}");
            let start = Instant::now();
            run().with_context(|| format!("{name} failed in round {round}"))?;
            println!("{name} passed in {:.1} s", start.elapsed().as_secs_f64());
        }
        if begin.elapsed() >= time {
            return Ok(());
        }
    }
    bail!("there are no more rounds")
}

/// Each round has another.
fn seed() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

fn crash() -> Result<()> {
    let arguments = ["test", "--workspace", "--all-features", "--test", "crash"];
    let mut command = cargo(arguments.into_iter().chain(["--", "--nocapture"]));
    command.env("SKATE_ENV_TEST_POSTGRES", tools::postgres()?);
    run(command.env("SKATE_ENV_TEST_KILLS", KILLS))
}

fn databases() -> Result<()> {
    let arguments = ["test", "--workspace", "--all-features", "--test", "databases", "processes"];
    let mut command = cargo(arguments.into_iter().chain(["--", "--nocapture"]));
    command.env("SKATE_ENV_TEST_POSTGRES", tools::postgres()?);
    run(command.env("SKATE_ENV_TEST_DATABASES", DATABASES))
}

fn interleavings() -> Result<()> {
    let arguments = ["test", "--workspace", "--all-features", "--test", "preview", "interleaving"];
    run(cargo(arguments).env("SKATE_ENV_TEST_INTERLEAVINGS", INTERLEAVINGS))
}

fn histories() -> Result<()> {
    let arguments = ["test", "--workspace", "--all-features", "--test", "properties"];
    run(cargo(arguments).env("SKATE_ENV_TEST_HISTORIES", HISTORIES))
}

fn older_postgres(version: &str) -> Result<()> {
    println!("PostgreSQL {version}");
    let mut command = cargo(["test", "--no-fail-fast", "--all-features", "-p", "skate-env-local"]);
    command.env("RUST_TEST_THREADS", (thread::available_parallelism()?.get() * 2).to_string());
    run(command.env("SKATE_ENV_TEST_POSTGRES", tools::postgres_in(version)?))
}
