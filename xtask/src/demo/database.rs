//! The example's migrations and seeds, through Prisma's own command line.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};

use super::branch::Branch;
use super::variables::{self, Variables};
use super::{heading, state};
use crate::children::Group;
use crate::{example, fingerprint};

const TIMEOUT: Duration = Duration::from_secs(120);

/// What Prisma's command line runs migrations with.
pub(super) enum Engine {
    /// The engine that Prisma downloads.
    Native,
    /// Prisma's own WebAssembly build of it, for machines that cannot reach the download.
    WebAssembly(PathBuf),
}

impl Engine {
    pub(super) fn choose(native: bool) -> Result<Self> {
        if native {
            return Ok(Self::Native);
        }
        Ok(Self::WebAssembly(example::schema_engine()?))
    }

    pub(super) fn variables(&self) -> Variables {
        match self {
            Self::Native => Vec::new(),
            Self::WebAssembly(path) => {
                let path = path.to_string_lossy().into_owned();
                vec![("PRISMA_SCHEMA_ENGINE_BINARY".into(), path)]
            }
        }
    }
}

/// Brings every database up to date, the three at once; does nothing for one that is.
pub(super) fn prepare(branches: &[Branch], variables: &Variables, engine: &Engine) -> Result<()> {
    heading("Migrations and seeds, by Prisma");
    generate(variables, engine)?;
    thread::scope(|scope| {
        let tasks: Vec<_> = branches
            .iter()
            .map(|branch| scope.spawn(move || prepare_one(branch, variables, engine)))
            .collect();
        tasks
            .into_iter()
            .try_for_each(|task| task.join().map_err(|_| anyhow!("a migration panicked"))?)
    })
}

fn prepare_one(branch: &Branch, variables: &Variables, engine: &Engine) -> Result<()> {
    let name = branch.name;
    let prisma = example::folder().join("prisma");
    let wanted = format!("{} {}", fingerprint::of([prisma.as_path()])?, branch.id);
    let stamp = state::folder().join(format!("{name}.migrated"));
    if fingerprint::is_current(&stamp, &wanted) {
        println!("{name:<12} up to date");
        return Ok(());
    }
    let mut visible = variables.clone();
    visible.extend(variables::environment(name));
    visible.extend(engine.variables());
    prisma_command(name, &["migrate", "deploy"], &visible)?;
    // The example refuses to seed production: rows there are real.
    let seeded = name != "production";
    if seeded {
        prisma_command(name, &["db", "seed"], &visible)?;
    }
    fs::write(stamp, wanted)?;
    println!("{name:<12} {}", if seeded { "migrated and seeded" } else { "migrated" });
    Ok(())
}

/// The client that the example imports, written again when the schema changed.
fn generate(variables: &Variables, engine: &Engine) -> Result<()> {
    let wanted = fingerprint::of([example::folder().join("prisma/schema.prisma").as_path()])?;
    let stamp = state::folder().join("client.generated");
    if fingerprint::is_current(&stamp, &wanted) && example::folder().join("generated").exists() {
        return Ok(());
    }
    let mut visible = variables.clone();
    visible.extend(engine.variables());
    prisma_command("development", &["generate"], &visible)?;
    fs::write(stamp, wanted)?;
    Ok(())
}

fn prisma_command(name: &str, arguments: &[&str], variables: &Variables) -> Result<()> {
    let mut command = program("prisma/build/index.js");
    let title = format!("{name}: prisma {}", arguments.join(" "));
    quietly(command.args(arguments), variables, &title)
}

/// A program of the example's `node_modules`, without npm's own process in between.
fn program(script: &str) -> Command {
    crate::run::node(&example::folder(), [example::folder().join("node_modules").join(script)])
}

/// What it says is shown when it fails.
fn quietly(command: &mut Command, variables: &Variables, title: &str) -> Result<()> {
    let log = state::folder().join(format!("{}.log", title.replace([':', ' '], "-")));
    let output = fs::File::create(&log)?;
    variables::set_environment(command, variables);
    command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output);
    Group::spawn(command)?
        .finish(title, TIMEOUT)
        .with_context(|| format!("{}\nthe whole output is in {}", tail(&log), log.display()))
}

/// The last lines of a log.
pub(super) fn tail(log: &std::path::Path) -> String {
    let bytes = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<_> = text.trim_end().lines().collect();
    lines[lines.len().saturating_sub(15)..].join("\n")
}
