//! Figures that Neon measured.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use skate_env_core::neon::{
    Error,
    calls::consumption::ConsumptionSpan,
    model::{ConsumptionPeriod, ConsumptionTimeframe, Granularity, Project},
};
use skate_env_cost::{BranchHistory, BranchInfo, Bucket, History, Month, Source, Sources, Usage};

use crate::{failure::Failure, neon_session::NeonSession};

/// Neon's figures are as old as this.
const LAG: SignedDuration = SignedDuration::from_mins(15);
/// Days are kept for 60 days, months for a year.
const DAYS_KEPT: SignedDuration = SignedDuration::from_hours(60 * 24);

/// What Neon measured in a month; in the inner error why there is nothing.
pub(super) async fn read(
    session: &NeonSession<'_>,
    project: &Project,
    infos: &[BranchInfo],
    month: Month,
    now: Timestamp,
) -> Result<Result<History, String>, Failure> {
    let Some(organization) = project.org_id.clone() else {
        return Ok(Err("Neon measures consumption for organizations, and the project belongs to \
                       none: compute is counted, storage is modelled."
            .to_owned()));
    };
    let is_recent = now.duration_since(month.start()) < DAYS_KEPT;
    let span = ConsumptionSpan {
        organization,
        from: month.start().to_string(),
        to: month.end().to_string(),
        granularity: if is_recent { Granularity::Daily } else { Granularity::Monthly },
    };
    let client = session.client();
    let of_branches = client.consumption_of_branches(&span, &session.project).await;
    let of_project = client.consumption_of_project(&span, &session.project).await;
    let (of_branches, of_project) = match (of_branches, of_project) {
        (Ok(branches), Ok(project)) => (branches, project),
        (Err(error), _) | (_, Err(error)) => return without(error),
    };
    let spans = |periods: &[ConsumptionPeriod]| buckets(periods, month, now);
    // A map keeps thousands fast.
    let infos: HashMap<&str, &BranchInfo> = infos.iter().map(|it| (it.id.as_str(), it)).collect();
    let branches = of_branches.iter().filter_map(|used| {
        let branch = (*infos.get(used.branch_id.as_str())?).clone();
        let sources = Sources::all(Source::Measured);
        Some(BranchHistory { branch, sources, buckets: spans(&used.periods) })
    });
    let mut branches: Vec<BranchHistory> = branches.collect();
    branches.sort_by(|one, other| one.branch.name.cmp(&other.branch.name));
    let project = of_project.map(|used| spans(&used.periods)).unwrap_or_default();
    Ok(Ok(History { branches, project, project_source: Some(Source::Measured) }))
}

/// A plan without the API, a key that may not ask and a month that is too old are no errors: there
/// are other sources.
fn without(error: Error) -> Result<Result<History, String>, Failure> {
    let why = match error.status() {
        Some(403) => "Neon's plan has no consumption history",
        Some(404) => "the key does not belong to the project's organization",
        Some(406) => "Neon no longer keeps the figures of that month",
        _ => return Err(error.into()),
    };
    Ok(Err(format!("Nothing was measured, as {why}: compute is counted, storage is modelled.")))
}

/// The parts that begin in the month, up to what is known. What was used in a part that is younger
/// than Neon's figures usually are counts all the same.
fn buckets(periods: &[ConsumptionPeriod], month: Month, now: Timestamp) -> Vec<Bucket> {
    let known = now.checked_sub(LAG).unwrap_or(now);
    let frames = periods.iter().flat_map(|period| &period.consumption);
    let mut buckets: Vec<Bucket> = frames
        .filter_map(|frame| {
            let time = |text: &Option<String>| text.as_ref()?.parse::<Timestamp>().ok();
            let (start, end) = (time(&frame.timeframe_start)?, time(&frame.timeframe_end)?);
            let until = if start < known { known } else { now };
            let hours = end.min(until).duration_since(start).as_secs_f64() / 3_600.0;
            let is_in_month = month.start() <= start && start < month.end();
            (is_in_month && hours > 0.0).then(|| Bucket { start, hours, usage: usage(frame) })
        })
        .collect();
    buckets.sort_by_key(|bucket| bucket.start);
    buckets
}

fn usage(frame: &ConsumptionTimeframe) -> Usage {
    let mut usage = Usage::default();
    for metric in frame.metrics.iter().flatten() {
        let figure = match metric.metric_name.as_str() {
            "compute_unit_seconds" => &mut usage.compute_unit_seconds,
            "root_branch_bytes_month" => &mut usage.root_byte_hours,
            "child_branch_bytes_month" => &mut usage.child_byte_hours,
            "instant_restore_bytes_month" => &mut usage.history_byte_hours,
            "snapshot_storage_bytes_month" => &mut usage.snapshot_byte_hours,
            "extra_branches_month" => &mut usage.child_branch_hours,
            "public_network_transfer_bytes" => &mut usage.public_bytes,
            "private_network_transfer_bytes" => &mut usage.private_bytes,
            _ => continue,
        };
        #[expect(clippy::cast_precision_loss, reason = "2^53 bytes are nine petabytes")]
        let value = metric.value as f64;
        *figure += value;
    }
    usage
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_right_after_midnight_counts() {
        let period: ConsumptionPeriod = serde_json::from_value(serde_json::json!({
            "period_id": "p", "period_plan": "launch", "period_start": "2026-11-01T00:00:00Z",
            "consumption": [{
                "timeframe_start": "2026-11-30T00:00:00Z",
                "timeframe_end": "2026-12-01T00:00:00Z",
                "metrics": [{ "metric_name": "compute_unit_seconds", "value": 7 }],
            }],
        }))
        .unwrap();
        let hours = |now: &str| {
            let now = now.parse().unwrap();
            let found = buckets(std::slice::from_ref(&period), Month::of(now), now);
            found.first().map(|it| (it.hours * 60.0, it.usage.compute_unit_seconds))
        };
        assert_eq!(hours("2026-11-30T00:10:00Z"), Some((10.0, 7.0)));
        assert_eq!(hours("2026-11-30T01:15:00Z"), Some((60.0, 7.0)));
        assert_eq!(hours("2026-11-29T23:59:00Z"), None, "it has not begun");
    }
}
