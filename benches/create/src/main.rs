//! Measures `skate-env branch create` against `skate-env local`, with a proxy that records times, and
//! `pg_basebackup` of the same parent in the same round:
//! `skate-env-bench-create COMMAND POSTGRES ROUNDS [FOLDER…]` prints a table for each folder.
#![expect(clippy::print_stdout, reason = "prints its result")]

mod parent;
mod stage;
mod table;
mod wire;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use stage::Stage;
use wire::{Span, Wire};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// One creation, and the copy of its parent by `pg_basebackup` in the same round.
struct Sample {
    /// From the start of the process to its end.
    wall: Duration,
    /// From its start to its first request.
    before: Duration,
    /// From its last answer to its end.
    after: Duration,
    base_backup: Duration,
}

impl Sample {
    fn of(begin: Instant, span: Span, end: Instant, base_backup: Duration) -> Self {
        Self {
            wall: end - begin,
            before: span.first_request - begin,
            after: end - span.last_answer,
            base_backup,
        }
    }

    /// The time outside of the API.
    fn own(&self) -> Duration {
        self.before + self.after
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let words: Vec<_> = std::env::args_os().skip(1).collect();
    let [command, postgres, rounds, folders @ ..] = words.as_slice() else {
        return Err("usage: COMMAND POSTGRES ROUNDS [FOLDER…]".into());
    };
    let rounds: usize = rounds.to_str().ok_or("ROUNDS must be a number")?.parse()?;
    let mut folders: Vec<_> = folders.iter().map(PathBuf::from).collect();
    if folders.is_empty() {
        folders.push(std::env::temp_dir());
    }
    print!("{}", table::heading(rounds));
    for folder in folders {
        let (samples, file_system) =
            measure(command.as_ref(), postgres.as_ref(), rounds, &folder).await?;
        print!("{}", table::of(&file_system, &samples));
    }
    Ok(())
}

async fn measure(
    command: &Path,
    postgres: &Path,
    rounds: usize,
    folder: &Path,
) -> Result<(Vec<Sample>, String)> {
    let stage = Stage::set(command, postgres, folder).await?;
    stage.run(&stage.api_host(), &["branch", "create", "staging", "--no-switch"]).await?;
    let parent = stage.parent(postgres)?;
    parent.fill().await?;
    let wire = Wire::before(&stage.api_host()).await?;
    let mut samples = Vec::new();
    // The first round warms the file cache.
    for round in 0..=rounds {
        let name = format!("feature/{round}");
        let base_backup = parent.base_backup().await?;
        let _ = wire.take();
        let begin = Instant::now();
        stage.run(wire.address(), &["branch", "create", &name]).await?;
        let end = Instant::now();
        let span = wire.take().ok_or("the command asked for nothing")?;
        stage.run(&stage.api_host(), &["branch", "delete", &name]).await?;
        if round > 0 {
            samples.push(Sample::of(begin, span, end, base_backup));
        }
    }
    stage.strike().await;
    Ok((samples, parent::file_system(folder).await?))
}
