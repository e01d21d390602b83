//! The differential test of the URL guard: wherever a driver would connect to a host, port
//! or database that the guard did not name, the guard must have refused the URL.
//!
//! Four drivers read every URL: libpq, node-postgres, postgres.js and tokio-postgres. None
//! of them connects or resolves a name. The reverse is counted too: URLs that all of them
//! read alike, and that the guard refuses all the same.

mod ambient;
mod generator;
mod guard;
mod judge;
mod oracle;
mod readers;
mod report;
mod tools;
mod worker;

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, anyhow, ensure};

use judge::Judge;
use report::Report;

const USUAL_COUNT: u64 = 100_000;

/// How a run is made.
#[derive(Clone, Copy, Debug)]
struct Options {
    /// How many URLs; rounded up to whole batches.
    count: u64,
    /// The same seed and count give the same URLs.
    seed: u64,
    /// How many threads, each with readers of its own.
    workers: usize,
}

/// The usual number of URLs, with a new seed.
pub(crate) fn check() -> Result<()> {
    main(&[])
}

/// `cargo xtask differential [count] [seed]`
pub(crate) fn main(arguments: &[String]) -> Result<()> {
    let number = |index: usize| -> Result<Option<u64>> {
        let Some(text) = arguments.get(index) else { return Ok(None) };
        let number = text.replace('_', "").parse();
        number.map(Some).with_context(|| format!("{text:?} is no number"))
    };
    let options = Options {
        count: number(0)?.unwrap_or(USUAL_COUNT),
        seed: number(1)?.unwrap_or_else(clock),
        workers: thread::available_parallelism().map_or(1, usize::from),
    };
    println!("{} URLs, seed {}", options.count, options.seed);
    let start = Instant::now();
    let report = run(options, &guard::judge)?;
    print!("{report}");
    println!("{:.0} URLs a second", precise(report.generated) / start.elapsed().as_secs_f64());
    ensure!(report.accepted > 0, "the guard accepted nothing, so nothing was tested");
    ensure!(report.holes == 0, "{} holes; seed {}", report.holes, options.seed);
    Ok(())
}

fn clock() -> u64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    elapsed.as_secs()
}

#[expect(clippy::cast_precision_loss, reason = "a rate for people")]
fn precise(count: u64) -> f64 {
    count as f64
}

/// Reads `count` URLs with all drivers and the guard. A hole is in the report, not an error.
fn run(options: Options, judge: &dyn Judge) -> Result<Report> {
    let tools = tools::Tools::prepare()?;
    let batches = options.count.div_ceil(worker::BATCH);
    let next = AtomicU64::new(0);
    let work = || {
        let mut worker = worker::Worker::new(&tools);
        let mut report = Report::default();
        loop {
            let batch = next.fetch_add(1, Ordering::Relaxed);
            if batch >= batches {
                return Ok(report);
            }
            worker.run(options.seed, batch, judge, &mut report)?;
        }
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..options.workers).map(|_| scope.spawn(work)).collect();
        let mut whole = Report::default();
        for worker in workers {
            let report: Result<Report> = worker.join().map_err(|_| anyhow!("a worker panicked"))?;
            whole.merge(report?);
        }
        Ok(whole)
    })
}

#[cfg(test)]
mod tests;
