//! Runs one benchmark for each input line, and prints its result: `skate-env-bench-local POSTGRES`.
//! `run.mjs` drives it, to interleave all alternatives.
#![expect(clippy::print_stdout, reason = "prints its result")]

mod fixture;
mod many;
mod template;

use std::error::Error;
use std::io;
use std::path::PathBuf;
use std::time::Instant;

use serde_json::{Value, json};

use fixture::{Fixture, folder, start};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> Result<()> {
    let postgres = PathBuf::from(std::env::args_os().nth(1).ok_or("where PostgreSQL is")?);
    let folders = [folder()?, folder()?];
    let (full, first_start) = Fixture::new(folders[0].path(), &postgres, 100).await?;
    let (empty, _) = Fixture::new(folders[1].path(), &postgres, 0).await?;
    println!("{}", json!({ "first_start": first_start, "megabytes": full.megabytes().await? }));
    for (number, line) in io::stdin().lines().enumerate() {
        let line = line?;
        let figures = match line.split_once(' ').unwrap_or((&line, "full")) {
            (job, "empty") => perform(job, number, &empty).await?,
            ("later_start", _) => later_start(&postgres).await?,
            (job, _) => perform(job, number, &full).await?,
        };
        println!("{figures}");
    }
    full.plane.shut_down().await;
    empty.plane.shut_down().await;
    Ok(())
}

async fn perform(job: &str, number: usize, fixture: &Fixture) -> Result<Value> {
    match job {
        // On one branch: create, reset, wake, delete.
        "branch" => fixture.branch(&format!("preview/{number}")).await,
        "wal_log" | "file_copy" => template::copy(fixture, job).await,
        "eight" => many::at_once(fixture, 8).await,
        "fifty" => many::figures(fixture, 50).await,
        _ => Err(format!("there is no job {job:?}").into()),
    }
}

/// The start with an existing data folder.
async fn later_start(postgres: &std::path::Path) -> Result<Value> {
    let folder = folder()?;
    start(folder.path(), postgres).await?.shut_down().await;
    let begin = Instant::now();
    let plane = start(folder.path(), postgres).await?;
    let milliseconds = fixture::milliseconds(begin);
    plane.shut_down().await;
    Ok(json!({ "later_start": milliseconds }))
}
