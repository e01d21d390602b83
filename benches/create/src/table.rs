//! Prints the result as a table: measured times and the promised limits.

use std::time::Duration;

use super::Sample;

/// Milliseconds, from the start of the command to its end.
const PROMISE: f64 = 400.0;
/// Milliseconds, beyond the API's.
const PROMISE_BEYOND: f64 = 50.0;
/// Of the time of `pg_basebackup`.
const PROMISE_RATIO: f64 = 1.3;

pub(crate) fn heading(rounds: usize) -> String {
    format!(
        "# Making a branch\n\n\
         By `cargo xtask bench create [ROUNDS] [FOLDER…]`: the released command against Neon on this machine, from a\n\
         parent of 100 MB, with a clock on the wire between them, and PostgreSQL's `pg_basebackup` of the same parent in\n\
         each round; {rounds} rounds after one that warms, medians. All is synced to disk. A branch is a server that\n\
         answers; a base backup is files. No Prisma: migrations and seeds are the project's.\n"
    )
}

pub(crate) fn of(file_system: &str, samples: &[Sample]) -> String {
    let row = |what: &str, pick: fn(&Sample) -> Duration, promise: Option<f64>| {
        let (median, first, last) = spread(samples, |it| pick(it).as_secs_f64() * 1e3);
        let holds = holds(promise, median);
        let promise = promise.map_or_else(|| "–".to_owned(), |promise| format!("≤ {promise:.0}"));
        format!("| {what} | {median:.1} | {first:.1} to {last:.1} | {promise} | {holds} |\n")
    };
    let ratio = |it: &Sample| it.wall.as_secs_f64() / it.base_backup.as_secs_f64();
    let (median, first, last) = spread(samples, ratio);
    format!(
        "\n## On {file_system}\n\n\
         | `skate-env branch create feature/…` | ms | fastest to slowest | promise | holds |\n\
         | --- | --- | --- | --- | --- |\n\
         {}{}{}{}{}{}| the first beside the last, in each round | {median:.2} × | {first:.2} to {last:.2} × | ≤ {PROMISE_RATIO} × | {} |\n",
        row("from start to end", |it| it.wall, Some(PROMISE)),
        row(
            "the API's: first request to last answer, operations waited for",
            |it| it.wall.saturating_sub(it.own()),
            None
        ),
        row("beyond it", Sample::own, Some(PROMISE_BEYOND)),
        row("of that, from start to the first request", |it| it.before, None),
        row("of that, from the last answer to the end", |it| it.after, None),
        row("`pg_basebackup --checkpoint=fast`", |it| it.base_backup, None),
        holds(Some(PROMISE_RATIO), median),
    )
}

/// Median, smallest and largest.
fn spread(samples: &[Sample], pick: impl Fn(&Sample) -> f64) -> (f64, f64, f64) {
    let mut all: Vec<_> = samples.iter().map(pick).collect();
    all.sort_by(f64::total_cmp);
    let at = |index: usize| all.get(index).copied().unwrap_or(f64::NAN);
    (at(all.len() / 2), at(0), at(all.len().saturating_sub(1)))
}

fn holds(promise: Option<f64>, median: f64) -> &'static str {
    match promise {
        None => "–",
        Some(promise) if median <= promise => "yes",
        Some(_) => "**no**",
    }
}
