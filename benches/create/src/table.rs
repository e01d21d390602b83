//! Prints the result as a table: measured times and the promised limits.

use std::time::Duration;

use super::Sample;

const PROMISE: f64 = 50.0;

pub(crate) fn of(samples: &[Sample]) -> String {
    let row = |what: &str, pick: fn(&Sample) -> Duration, promise: Option<f64>| {
        let mut all: Vec<_> = samples.iter().map(|it| pick(it).as_secs_f64() * 1e3).collect();
        all.sort_by(f64::total_cmp);
        let (Some(first), Some(last)) = (all.first(), all.last()) else { return String::new() };
        let median = all[all.len() / 2];
        let promise = promise.map_or_else(
            || "| – | – |".to_owned(),
            |promise| {
                let holds = if median <= promise { "yes" } else { "**no**" };
                format!("| ≤ {promise:.0} | {holds} |")
            },
        );
        format!("| {what} | {median:.1} | {first:.1} to {last:.1} {promise}\n")
    };
    format!(
        "# Making a branch\n\n\
         By `cargo xtask bench create`: the released command against Neon on this machine, with a clock on the\n\
         wire between them; {} rounds after one that warms, medians. No Prisma: migrations and seeds are the project's.\n\n\
         | `skate-env branch create feature/…` | ms | fastest to slowest | promise | holds |\n\
         | --- | --- | --- | --- | --- |\n\
         {}{}{}{}{}",
        samples.len(),
        row("from start to end", |it| it.wall, None),
        row(
            "the API's: first request to last answer, operations waited for",
            |it| it.wall.saturating_sub(it.own()),
            None
        ),
        row("beyond it", Sample::own, Some(PROMISE)),
        row("of that, from start to the first request", |it| it.before, None),
        row("of that, from the last answer to the end", |it| it.after, None),
    )
}
