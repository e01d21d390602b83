//! What a month of 1,000 branches costs: estimate, projection, saving and budget.

use std::{error::Error, hint::black_box};

use jiff::SignedDuration;
use serde_json::{Value, json};
use skate_env_core::Class;
use skate_env_cost::{
    BranchHistory, BranchInfo, Bucket, History, Month, PriceList, Source, Sources, Usage,
    always_on, budget_state, estimate, project,
};

use crate::{Measured, medians};

const BRANCHES: u32 = 1_000;
const DAYS: i32 = 25;

pub(crate) fn measure(rounds: usize) -> Result<Measured, Box<dyn Error>> {
    let month: Month = "2026-11".parse()?;
    let plan = PriceList::of_month(month).plan("launch")?;
    let now = month.start() + SignedDuration::from_hours(24) * DAYS;
    let history = history(month);
    let answer = answer();
    let ours = || {
        let estimate = estimate(&history, &plan);
        let projection = project(&history, &plan, month, now);
        let spent = estimate.lines.iter().map(|line| line.dollars).sum();
        black_box(budget_state(60.0, spent, projection.as_ref()));
        black_box(always_on(&history, &plan, month, now));
        black_box(estimate);
    };
    let read = || drop(black_box(serde_json::from_str::<Value>(&answer)));
    Ok(Measured {
        what: "estimate, projection, saving and budget of 1,000 branches",
        baseline: "consumption of 25 days",
        most_ms: 5.0,
        medians: medians(rounds, [&read, &ours]),
    })
}

fn history(month: Month) -> History {
    let bucket = |number: u32, day: i32| Bucket {
        start: month.start() + SignedDuration::from_hours(24) * day,
        hours: 24.0,
        usage: Usage {
            compute_unit_seconds: f64::from(number % 97) * 60.0,
            child_byte_hours: f64::from(number) * 1e8,
            private_bytes: f64::from(number % 7) * 1e8,
            ..Usage::default()
        },
    };
    let branch = |number: u32| BranchHistory {
        branch: BranchInfo {
            id: format!("br-still-lake-{number}"),
            name: format!("preview/pr-{number}"),
            class: Class::Preview,
            owner: Some("ada".to_owned()),
            pull_request: Some(u64::from(number)),
            is_root: false,
            created_at: month.start(),
            least_units: Some(0.25),
        },
        sources: Sources::all(Source::Measured),
        buckets: (0..DAYS).map(|day| bucket(number, day)).collect(),
    };
    let branches: Vec<_> = (0..BRANCHES).map(branch).collect();
    let whole = |day: i32| {
        let usage = (0..BRANCHES).map(|number| bucket(number, day).usage).sum();
        Bucket { usage, ..bucket(0, day) }
    };
    let project = (0..DAYS).map(whole).collect();
    History { branches, project, project_source: Some(Source::Measured) }
}

/// Neon's answer of this size.
fn answer() -> String {
    let metrics = || json!([{ "metric_name": "compute_unit_seconds", "value": 5_820 }]);
    let day = |day: i32| json!({ "timeframe_start": format!("2026-11-{:02}T00:00:00Z", day + 1), "metrics": metrics() });
    let branches = (0..BRANCHES).map(|number| {
        let days: Vec<Value> = (0..DAYS).map(day).collect();
        json!({ "branch_id": format!("br-still-lake-{number}"), "periods": [{ "consumption": days }] })
    });
    json!({ "branches": branches.collect::<Vec<_>>() }).to_string()
}
