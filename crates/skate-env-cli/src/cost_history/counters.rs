//! Figures where Neon measured nothing: the branches' own counters, their sizes and their ages.

use std::collections::HashMap;

use jiff::Timestamp;
use skate_env_core::neon::{
    FoundBranch,
    model::{Endpoint, EndpointState, Project},
};
use skate_env_cost::{
    BranchHistory, BranchInfo, Bucket, History, ModelledBranch, Month, Source, Sources, Usage,
    modelled,
};

/// What the counters say of this period. Of an earlier month they say nothing, and of a deleted
/// branch nothing either.
pub(super) fn read(
    project: &Project,
    branches: &[FoundBranch],
    endpoints: &[Endpoint],
    infos: &[BranchInfo],
    month: Month,
    now: Timestamp,
) -> History {
    if now >= month.end() {
        return History::default();
    }
    let period = project.other.get("consumption_period_start").and_then(|start| start.as_str());
    let period = period.and_then(|text| text.parse().ok()).unwrap_or(month.start());
    let begin = month.start().max(period);
    // Of several computes of a branch, the first. A map keeps thousands fast.
    let computes: HashMap<&str, &Endpoint> =
        endpoints.iter().rev().map(|it| (it.branch_id.as_str(), it)).collect();
    let own = |info: &BranchInfo| computes.get(info.id.as_str()).copied();
    let histories: Vec<BranchHistory> = branches
        .iter()
        .zip(infos)
        .map(|(found, info)| of_branch(found, info, own(info), begin.max(info.created_at), now))
        .collect();
    let mut whole: Usage = histories.iter().map(BranchHistory::usage).sum();
    let hours = month.hours_within(begin, now);
    let children = infos.iter().filter(|info| !info.is_root);
    let child_hours = children.map(|info| month.hours_within(begin.max(info.created_at), now));
    whole.child_branch_hours = child_hours.sum();
    History {
        branches: histories,
        project: vec![Bucket { start: begin, hours, usage: whole }],
        project_source: Some(Source::Modelled),
    }
}

fn of_branch(
    found: &FoundBranch,
    info: &BranchInfo,
    endpoint: Option<&Endpoint>,
    begin: Timestamp,
    now: Timestamp,
) -> BranchHistory {
    let branch = &found.branch;
    let read = |name: &str| branch.other.get(name).and_then(serde_json::Value::as_f64);
    let hours = (now.duration_since(begin).as_secs_f64() / 3_600.0).max(0.0);
    // A compute that is never suspended runs; of another nothing is known without its counter.
    let is_always_on = endpoint.is_some_and(|endpoint| {
        endpoint.suspend_timeout_seconds < 0 && endpoint.current_state == EndpointState::Active
    });
    #[expect(clippy::cast_precision_loss, reason = "2^53 bytes are nine petabytes")]
    let logical_bytes = branch.logical_size.unwrap_or_default() as f64;
    let mut usage = modelled(&ModelledBranch {
        units: info.least_units.unwrap_or_default(),
        hours,
        busy_hours: (!is_always_on).then_some(0.0),
        wakes: 0.0,
        suspend_minutes: 0.0,
        logical_bytes,
        changed_bytes: (!info.is_root).then(|| read("written_data_bytes").unwrap_or_default()),
        history_bytes: 0.0,
    });
    let counted = read("compute_time_seconds");
    usage.compute_unit_seconds = counted.unwrap_or(usage.compute_unit_seconds);
    usage.public_bytes = read("data_transfer_bytes").unwrap_or_default();
    // The project's own figure counts branches once.
    usage.child_branch_hours = 0.0;
    let compute = if counted.is_some() { Source::Counted } else { Source::Modelled };
    BranchHistory {
        branch: info.clone(),
        sources: Sources { compute, storage: Source::Modelled, transfer: Source::Counted },
        buckets: vec![Bucket { start: begin, hours, usage }],
    }
}
