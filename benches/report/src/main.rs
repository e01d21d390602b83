//! What 1,000 branches cost, and a report of 10,000 events: `skate-env-bench-report [ROUNDS]`.
//! Each beside the same data read as JSON and not looked at, which nobody can do without.
#![expect(clippy::print_stdout, reason = "prints its result")]

mod cost;
mod report;

use std::{env, error::Error, fmt::Write as _, time::Instant};

/// The names of both ways, what was measured, and the most that it may take.
struct Measured {
    what: &'static str,
    baseline: &'static str,
    most_ms: f64,
    /// Medians: of the baseline and of ours.
    medians: [f64; 2],
}

fn main() -> Result<(), Box<dyn Error>> {
    let rounds: usize = env::args().nth(1).map_or(Ok(31), |word| word.parse())?;
    let measured = [cost::measure(rounds)?, report::measure(rounds)?];
    let mut table = format!(
        "# Cost and report\n\nBy `cargo xtask bench report`: medians of {rounds} rounds, the ways interleaved.\n\n\
         | what | ms | at most | the same data, read as JSON | ratio |\n| --- | --- | --- | --- | --- |\n"
    );
    for Measured { what, baseline, most_ms, medians: [read, ours] } in measured {
        let ratio = ours / read;
        writeln!(
            table,
            "| {what} | {ours:.2} | {most_ms} | {baseline}: {read:.2} | {ratio:.2} × |"
        )?;
    }
    print!("{table}");
    Ok(())
}

/// The medians of two ways in milliseconds; which one comes first changes every round.
fn medians(rounds: usize, ways: [&dyn Fn(); 2]) -> [f64; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..rounds {
        for index in [round % 2, (round + 1) % 2] {
            let begin = Instant::now();
            ways[index]();
            times[index].push(begin.elapsed().as_secs_f64() * 1e3);
        }
    }
    times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    })
}
