//! The differential test of the URL guard: wherever a driver would connect to a host, port
//! or database that the guard did not name, the guard must have refused the URL.
//!
//! Four drivers read every URL: libpq, node-postgres, postgres.js and tokio-postgres. None
//! of them connects or resolves a name. The reverse is counted too: URLs that all of them
//! read alike, and that the guard refuses all the same.
#![expect(clippy::print_stdout, reason = "what was compared")]

mod ambient;
mod generator;
mod guard;
mod judge;
mod oracle;
mod readers;
mod report;
mod tests;
mod tools;
mod worker;

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Result, anyhow};

use judge::Judge;
use report::Report;

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

const COUNT: u64 = 100_000;

#[test]
#[ignore = "needs the drivers: cargo xtask test differential"]
fn no_driver_connects_elsewhere_than_the_guard_says() {
    let options = Options {
        count: number("SKATE_ENV_TEST_COUNT").unwrap_or(COUNT),
        seed: number("SKATE_ENV_TEST_SEED").unwrap_or_else(seconds_since_1970),
        workers: thread::available_parallelism().map_or(1, usize::from),
    };
    println!("{} URLs, seed {}", options.count, options.seed);
    let start = Instant::now();
    let report = run(options, &guard::judge).expect("the readers answer");
    print!("{report}");
    println!("{:.0} URLs a second", precise(report.generated) / start.elapsed().as_secs_f64());
    assert!(report.accepted > 0, "the guard accepted nothing, so nothing was tested");
    assert_eq!(report.holes, 0, "seed {}", options.seed);
}

#[expect(clippy::disallowed_methods, reason = "`cargo xtask` says how many and which")]
fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is no number")))
}

fn seconds_since_1970() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
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
