//! Measures `skate-env branch create` against `skate-env local`, with a proxy that records times:
//! `skate-env-bench-create COMMAND POSTGRES ROUNDS` prints a table.
#![expect(clippy::print_stdout, reason = "prints its result")]

mod stage;
mod table;
mod wire;

use std::error::Error;
use std::time::{Duration, Instant};

use stage::Stage;
use wire::{Span, Wire};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// One creation.
struct Sample {
    /// From the start of the process to its end.
    wall: Duration,
    /// From its start to its first request.
    before: Duration,
    /// From its last answer to its end.
    after: Duration,
}

impl Sample {
    fn of(begin: Instant, span: Span, end: Instant) -> Self {
        Self {
            wall: end - begin,
            before: span.first_request - begin,
            after: end - span.last_answer,
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
    let [command, postgres, rounds] = words.as_slice() else {
        return Err("usage: COMMAND POSTGRES ROUNDS".into());
    };
    let rounds: usize = rounds.to_str().ok_or("ROUNDS must be a number")?.parse()?;
    let stage = Stage::set(command.into(), postgres.into()).await?;
    stage.run(&stage.api_host(), &["branch", "create", "staging", "--no-switch"]).await?;
    let wire = Wire::before(&stage.api_host()).await?;
    let mut samples = Vec::new();
    // The first round warms the file cache.
    for round in 0..=rounds {
        let name = format!("feature/{round}");
        let _ = wire.take();
        let begin = Instant::now();
        stage.run(wire.address(), &["branch", "create", &name]).await?;
        let end = Instant::now();
        let span = wire.take().ok_or("the command asked for nothing")?;
        stage.run(&stage.api_host(), &["branch", "delete", &name]).await?;
        if round > 0 {
            samples.push(Sample::of(begin, span, end));
        }
    }
    stage.strike().await;
    print!("{}", table::of(&samples));
    Ok(())
}
