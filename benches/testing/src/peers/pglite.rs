//! PGlite: `PostgreSQL` in the process of the test, without a server. One process for each worker.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;

use crate::TEST;
use crate::fixture::{Fixture, Outcome};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/pglite.mjs");

pub(crate) async fn run(
    package: &str,
    fixture: &Fixture,
    workers: usize,
    rounds: usize,
) -> Outcome<Vec<Duration>> {
    let schema = fixture.folder().join("schema.sql");
    std::fs::write(&schema, Fixture::schema())?;
    let tasks: Vec<_> = (0..workers)
        .map(|_| {
            let mut command = node(package, &schema, rounds);
            tokio::spawn(async move { command.output().await })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        let output = task.await??;
        if !output.status.success() {
            return Err(format!("PGlite: {}", output.status).into());
        }
        for line in String::from_utf8(output.stdout)?.lines() {
            times.push(Duration::from_secs_f64(line.parse::<f64>()? / 1e3));
        }
    }
    Ok(times)
}

fn node(package: &str, schema: &Path, rounds: usize) -> Command {
    let mut command = Command::new("node");
    command.arg(SCRIPT).arg(package).arg(schema);
    command.args([rounds.to_string(), TEST.as_millis().to_string()]);
    command.stdin(Stdio::null()).stderr(Stdio::inherit()).kill_on_drop(true);
    command
}
