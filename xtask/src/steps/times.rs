//! How long steps took in earlier runs, and which took twice as long as usual.

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use anyhow::Result;

use super::{Ended, Outcome, schedule};

/// Of each step.
const KEPT: usize = 5;
/// Fewer say nothing about what is usual.
const ENOUGH: usize = 2;
/// What is shorter varies by more than itself.
const SHORT: f64 = 5.0;

/// Seconds by step, the newest last.
type Times = BTreeMap<String, Vec<f64>>;

/// A step that took twice as long as usual.
pub(super) struct Slower {
    pub(super) name: &'static str,
    pub(super) usual: Duration,
}

/// Adds the steps that passed to what is kept under `target`, and names the slow ones. A step that
/// ran beside others is compared with runs beside others.
pub(super) fn record(command: &str, ended: &[Ended], beside_others: bool) -> Result<Vec<Slower>> {
    let kind = if beside_others { "beside-others" } else { "alone" };
    let file = schedule::folder()?.join(format!("{command}-{kind}.json"));
    let text = fs::read(&file).unwrap_or_default();
    let mut times: Times = serde_json::from_slice(&text).unwrap_or_default();
    let passed = ended.iter().filter(|it| matches!(it.outcome, Outcome::Passed));
    let slower = passed.filter_map(|it| {
        let usual = add(times.entry(it.step.name.to_owned()).or_default(), it.took.as_secs_f64())?;
        Some(Slower { name: it.step.name, usual: Duration::from_secs_f64(usual) })
    });
    let slower = slower.collect();
    fs::write(file, serde_json::to_string_pretty(&times)?)?;
    Ok(slower)
}

/// The median of the earlier times, if this one is twice as long.
fn add(times: &mut Vec<f64>, seconds: f64) -> Option<f64> {
    let mut earlier = times.clone();
    earlier.sort_by(f64::total_cmp);
    times.push(seconds);
    times.drain(..times.len().saturating_sub(KEPT));
    let usual = (earlier.len() >= ENOUGH).then(|| earlier[earlier.len() / 2])?;
    (seconds > 2.0 * usual && seconds > SHORT).then_some(usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_the_median_is_slow() {
        let mut times = Vec::new();
        assert_eq!([10.0, 90.0, 12.0].map(|seconds| add(&mut times, seconds)), [None, None, None]);
        assert_eq!(add(&mut times, 23.9), None);
        assert_eq!(add(&mut times, 50.0), Some(23.9));
        assert_eq!(add(&mut times, 1.0), None);
        assert_eq!(times, [90.0, 12.0, 23.9, 50.0, 1.0]);
    }

    #[test]
    fn what_is_short_is_never_slow() {
        let mut times = vec![0.5, 0.5];
        assert_eq!(add(&mut times, 4.0), None);
    }
}
