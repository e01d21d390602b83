//! The measurements: the core in Rust, then the package beside its peers in Node; and by name, for
//! they take minutes or a folder, deletions under Neon's limit, branches on this machine, the
//! command that makes them, migrations linted, the guarded connection, and cost and report.

use std::fs;

use anyhow::Result;

use crate::packages::Profile;
use crate::run::{cargo, node, npm, read, run};
use crate::{packages, postgres, tools, workspace};

const PGLITE: &str = "0.5.14";
const TABLES_BEGIN: &str = "<!-- tables -->";
const TABLES_END: &str = "<!-- end of tables -->";
const ROUNDS: &str = "31";

pub(crate) fn main(arguments: &[String]) -> Result<()> {
    match arguments {
        [name] if name == "deletions" => return deletions(),
        [name, rounds @ ..] if name == "local" => return local(rounds),
        [name, rounds @ ..] if name == "testing" => return testing(rounds),
        [name, words @ ..] if name == "create" => return create(words),
        [name, words @ ..] if name == "lint" => return lint(words),
        [name, rounds @ ..] if name == "connection" => return connection(rounds),
        [name, rounds @ ..] if name == "report" => return report(rounds),
        _ => {}
    }
    packages::build(Profile::Release)?;
    run(&mut cargo(["bench", "--package", "skate-env-benches", "--bench", "decision"]))?;
    let folder = workspace::root().join("benches");
    tools::npm_ci(&folder, "")?;
    tools::npm_ci(&folder.join("commands"), "")?;
    let arguments = ["run", "bench", "--"].into_iter().chain(arguments.iter().map(String::as_str));
    let mut bench = npm(&folder, arguments);
    bench.env("SKATE_ENV_TARBALLS", workspace::npm());
    run(bench.env("SKATE_ENV_BENCH_NODE", tools::newer_node()?))
}

fn deletions() -> Result<()> {
    let folder = workspace::root().join("benches");
    tools::npm_ci(&folder, "")?;
    run(&mut npm(&folder, ["run", "deletions"]))
}

/// Of migrations in a folder that is not ours to keep.
fn lint(words: &[String]) -> Result<()> {
    let mut bench = cargo(["run", "--quiet", "--release", "--package", "skate-env-lint", "--"]);
    let table = read(bench.args(words))?;
    fs::write(workspace::root().join("benches/LINT.md"), &table)?;
    print!("{table}");
    Ok(())
}

fn local(rounds: &[String]) -> Result<()> {
    let folder = workspace::root().join("benches");
    tools::npm_ci(&folder, "")?;
    let words = ["run", "local", "--"].into_iter().chain(rounds.iter().map(String::as_str));
    run(npm(&folder, words)
        .env("SKATE_ENV_PGLITE", tools::install("@electric-sql/pglite", PGLITE)?)
        .env("SKATE_ENV_POSTGRES", tools::postgres()?))
}

/// The time to a database for a test: `[ROUNDS [PROGRAM]]`, where the program is that of `IntegreSQL`.
fn testing(words: &[String]) -> Result<()> {
    let mut bench = cargo(["run", "--release", "--quiet", "--package", "skate-env-bench-testing"]);
    bench.arg("--").arg(tools::postgres_programs()?);
    bench.arg(words.first().map_or(ROUNDS, String::as_str));
    bench.arg(tools::install("@electric-sql/pglite", PGLITE)?).args(words.get(1));
    let tables = read(&mut bench)?;
    print!("{tables}");
    let page = workspace::root().join("benches/TESTING.md");
    let text = fs::read_to_string(&page)?;
    // What was written by hand stands after the tables.
    let (before, rest) = text.split_once(TABLES_BEGIN).unwrap_or((&text, ""));
    let after = rest.split_once(TABLES_END).map_or("", |(_, after)| after);
    Ok(fs::write(page, format!("{before}{TABLES_BEGIN}\n{tables}{TABLES_END}{after}"))?)
}

/// What many branches cost, and a report of many events.
fn report(rounds: &[String]) -> Result<()> {
    let mut bench = cargo(["run", "--release", "--quiet", "--package", "skate-env-bench-report"]);
    let table = read(bench.arg("--").args(rounds))?;
    fs::write(workspace::root().join("benches/REPORT.md"), &table)?;
    print!("{table}");
    Ok(())
}

/// Direct, through PgBouncer where it is installed, and through the gateway.
fn connection(rounds: &[String]) -> Result<()> {
    let script = workspace::root().join("benches/connection/run.mjs").display().to_string();
    let words = [&script].into_iter().chain(rounds);
    run(node(workspace::root(), words)
        .env("SKATE_ENV_COMMAND", packages::compile(Profile::Release, None)?.command)
        .env("SKATE_ENV_POSTGRES", postgres::programs()?))
}

/// Beside `pg_basebackup`; in each of the folders, which may be on several file systems.
fn create(words: &[String]) -> Result<()> {
    let program = packages::compile(Profile::Release, None)?.command;
    let (rounds, folders) =
        words.split_first().map_or((ROUNDS, words), |(rounds, rest)| (rounds, rest));
    let mut bench = cargo(["run", "--release", "--quiet", "--package", "skate-env-bench-create"]);
    bench.arg("--").arg(program).arg(postgres::programs()?).arg(rounds).args(folders);
    let table = read(&mut bench)?;
    fs::write(workspace::root().join("benches/CREATE.md"), &table)?;
    print!("{table}");
    Ok(())
}
