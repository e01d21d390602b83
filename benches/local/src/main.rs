//! Does one job a line, and answers with its figures: `skate-env-bench-local POSTGRES`, driven by
//! `run.mjs`, so that the jobs of all peers come in turns.
#![expect(clippy::print_stdout, reason = "its figures are what it is for")]

mod ground;
mod many;
mod template;

use std::error::Error;
use std::io;
use std::path::PathBuf;
use std::time::Instant;

use serde_json::{Value, json};

use ground::{Ground, folder, start};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> Result<()> {
    let postgres = PathBuf::from(std::env::args_os().nth(1).ok_or("where PostgreSQL is")?);
    let folders = [folder()?, folder()?];
    let (full, first_start) = Ground::new(folders[0].path(), &postgres, 100).await?;
    let (empty, _) = Ground::new(folders[1].path(), &postgres, 0).await?;
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

async fn perform(job: &str, number: usize, ground: &Ground) -> Result<Value> {
    match job {
        // One after the other on one branch: made, put back, woken, deleted.
        "branch" => ground.branch(&format!("preview/{number}")).await,
        "wal_log" | "file_copy" => template::copy(ground, job).await,
        "eight" => many::at_once(ground, 8).await,
        "fifty" => many::figures(ground, 50).await,
        _ => Err(format!("there is no job {job:?}").into()),
    }
}

/// Of a home that was used before.
async fn later_start(postgres: &std::path::Path) -> Result<Value> {
    let folder = folder()?;
    start(folder.path(), postgres).await?.shut_down().await;
    let begin = Instant::now();
    let plane = start(folder.path(), postgres).await?;
    let milliseconds = ground::milliseconds(begin);
    plane.shut_down().await;
    Ok(json!({ "later_start": milliseconds }))
}
