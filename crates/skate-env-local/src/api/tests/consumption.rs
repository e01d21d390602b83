//! Consumption: what ran counts where it ran, pages meet, and what cannot be answered says why.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::fixture::{TestApi, finish, new_state};
use crate::faults::{Fault, FaultRule, Faults};
use crate::state::{AwakeTime, State};
use crate::transition::NewBranch;

const METRICS: &str = "compute_unit_seconds,root_branch_bytes_month,child_branch_bytes_month,\
                       public_network_transfer_bytes";

fn hours(count: i64) -> SignedDuration {
    SignedDuration::from_hours(count)
}

/// `main` and 30 children that are 50 hours old and have 1 GB; each ran from 49 to 48 hours ago, with
/// half a unit.
fn state(now: Timestamp) -> State {
    let mut state = new_state();
    let start = now - hours(50);
    for number in 0..30 {
        let name = Some(format!("branch-{number:02}"));
        state.create_branch(&NewBranch { name, ..NewBranch::default() }, start).unwrap();
        finish(&mut state);
    }
    for branch in state.branches.values_mut() {
        branch.created_at = start;
        branch.logical_size = Some(1_000_000_000);
        branch.counters.written_data_bytes = 250_000_000;
        let (from, until) = (now - hours(49), now - hours(48));
        branch.awake = vec![AwakeTime { from, until, unit_seconds: 1_800.0, sent: 4_000 }];
    }
    state
}

fn span(from: Timestamp, to: Timestamp, granularity: &str) -> String {
    format!("org_id=org-local&from={from}&to={to}&granularity={granularity}")
}

/// The sum of a metric over all time.
fn sum(resource: &Value, name: &str) -> i64 {
    let periods = resource["periods"].as_array().unwrap().iter();
    let frames = periods.flat_map(|period| period["consumption"].as_array().unwrap());
    let metrics = frames.flat_map(|frame| frame["metrics"].as_array().unwrap());
    let own = metrics.filter(|metric| metric["metric_name"] == name);
    own.map(|metric| metric["value"].as_i64().unwrap()).sum()
}

#[tokio::test]
async fn hours_and_days_hold_the_same_and_pages_meet() {
    let now = Timestamp::now();
    let neon = TestApi::with(state(now), Faults::default()).await;
    for (granularity, parts) in [("hourly", 51), ("daily", 3)] {
        let span = span(now - hours(50), now + hours(24), granularity);
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let path = format!(
                "/consumption_history/v2/branches?{span}&metrics={METRICS}&project_ids={}&limit=7{cursor}",
                neon.project
            );
            let page = neon.get(&path).await.is(200);
            seen.extend(page["branches"].as_array().unwrap().clone());
            match page["pagination"]["cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(seen.len(), 31);
        for branch in &seen {
            let frames = branch["periods"][0]["consumption"].as_array().unwrap().len();
            assert!((parts - 1..=parts + 1).contains(&frames), "{granularity}: {frames}");
            assert_eq!(sum(branch, "compute_unit_seconds"), 1_800, "{granularity}");
            assert_eq!(sum(branch, "public_network_transfer_bytes"), 4_000);
            let is_main = branch["branch_id"] == neon.main.as_str();
            // 50 hours but the last quarter: each part is rounded to whole byte-hours.
            let gigabytes = if is_main { 1.0 } else { 0.25 };
            let storage = if is_main { "root" } else { "child" };
            #[expect(clippy::cast_precision_loss, reason = "figures of a test")]
            let bytes = sum(branch, &format!("{storage}_branch_bytes_month")) as f64 / 1e9;
            assert!((bytes - gigabytes * 49.75).abs() < 0.01, "{bytes}");
        }
        let path = format!(
            "/consumption_history/v2/projects?{span}&metrics=compute_unit_seconds&metrics=extra_branches_month"
        );
        let page = neon.get(&path).await.is(200);
        let project = &page["projects"][0];
        assert_eq!(sum(project, "compute_unit_seconds"), 31 * 1_800);
        assert!((1_490..=1_494).contains(&sum(project, "extra_branches_month")));
        assert_eq!(project["project_id"], neon.project.as_str());
    }
}

#[tokio::test]
async fn a_deleted_branch_stays_in_the_projects_figures_and_the_last_quarter_is_not_known() {
    let now = Timestamp::now();
    let mut state = state(now);
    let id = state.branches.values().find(|branch| branch.name == "branch-07").unwrap().id.clone();
    let recent = AwakeTime {
        from: now - SignedDuration::from_mins(10),
        until: now,
        unit_seconds: 600.0,
        sent: 0,
    };
    let main = state.project.default_branch.clone();
    state.branches.get_mut(&main).unwrap().awake.push(recent);
    let neon = TestApi::with(state, Faults::default()).await;
    neon.delete(&format!("~/branches/{id}")).await.is(200);
    let span = span(now - hours(50), now + hours(24), "daily");
    let metrics = "metrics=compute_unit_seconds";
    let path = format!("/consumption_history/v2/projects?{span}&{metrics}");
    let whole = neon.get(&path).await.is(200);
    assert_eq!(sum(&whole["projects"][0], "compute_unit_seconds"), 31 * 1_800);
    let path = format!(
        "/consumption_history/v2/branches?{span}&{metrics}&project_ids={}&branch_ids={id}",
        neon.project
    );
    assert_eq!(neon.get(&path).await.is(200)["branches"], serde_json::json!([]));
}

#[tokio::test]
async fn what_cannot_be_answered_says_why() {
    let now = Timestamp::now();
    let neon = TestApi::with(state(now), Faults::over_http()).await;
    let good = span(now - hours(50), now, "hourly");
    let with = |span: &str, rest: &str| format!("/consumption_history/v2/projects?{span}{rest}");
    let metrics = "&metrics=compute_unit_seconds";
    neon.get(&with(&good, metrics)).await.is(200);
    neon.get(&with(&good, "")).await.fails_with(400, "metrics");
    neon.get(&with(&good, "&metrics=dollars")).await.fails_with(400, "metrics");
    neon.get(&with(&good, &format!("{metrics}&limit=0"))).await.fails_with(400, "limit");
    let other = good.replace("org-local", "org-other");
    neon.get(&with(&other, metrics)).await.fails_with(404, "organization");
    let weekly = good.replace("hourly", "weekly");
    neon.get(&with(&weekly, metrics)).await.fails_with(400, "granularity");
    for (from, to, granularity) in [
        (now - hours(170), now, "hourly"),
        (now - hours(62 * 24), now, "daily"),
        (now, now - hours(2), "hourly"),
    ] {
        let span = span(from, to, granularity);
        neon.get(&with(&span, metrics)).await.fails_with(406, "range");
    }
    let branches = format!("/consumption_history/v2/branches?{good}{metrics}");
    neon.get(&branches).await.fails_with(400, "project_ids");
    let extra = branches.replace("compute_unit_seconds", "extra_branches_month");
    neon.get(&format!("{extra}&project_ids=x")).await.fails_with(400, "metrics");
    // The plan has no consumption history.
    let free = Fault::Status { code: 403, retry_after: None };
    neon.faults.add(FaultRule::once("GET", "/consumption_history", free));
    assert_eq!(neon.get(&with(&good, metrics)).await.status, 403);
}
