//! Routes of consumption: what branches and the project used, by hour, day or month.

use std::sync::Arc;

use axum::Json;
use axum::extract::State as AxumState;
use axum::http::StatusCode;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use serde_json::{Value, json};
use skate_env_core::neon::BranchId;

use crate::api::request::{QueryParams, decode, encode};
use crate::api::response::ApiResult;
use crate::api::view;
use crate::plane::Plane;
use crate::state::{ApiError, State, UsedBranch};

/// As old as Neon's figures are.
const LAG: SignedDuration = SignedDuration::from_mins(15);
const OF_BRANCHES: [&str; 6] = [
    "compute_unit_seconds",
    "root_branch_bytes_month",
    "child_branch_bytes_month",
    "instant_restore_bytes_month",
    "public_network_transfer_bytes",
    "private_network_transfer_bytes",
];
const OF_PROJECTS: [&str; 2] = ["extra_branches_month", "snapshot_storage_bytes_month"];

/// Names and values: lists come as repeated names or joined by commas.
type Query = Vec<(String, String)>;

pub(super) async fn branches(
    AxumState(plane): AxumState<Arc<Plane>>,
    QueryParams(query): QueryParams<Query>,
) -> ApiResult {
    plane.record_usage_of_all();
    plane.read(|state| of_branches(state, &query, Clock::of(&plane))).map(Json)
}

pub(super) async fn projects(
    AxumState(plane): AxumState<Arc<Plane>>,
    QueryParams(query): QueryParams<Query>,
) -> ApiResult {
    plane.record_usage_of_all();
    plane.read(|state| of_project(state, &query, Clock::of(&plane))).map(Json)
}

/// Now, and the end of what is known.
#[derive(Clone, Copy)]
struct Clock {
    now: Timestamp,
    known: Timestamp,
}

impl Clock {
    fn of(plane: &Plane) -> Self {
        let now = Timestamp::now();
        let lag = if plane.faults().shows_fresh_consumption() { SignedDuration::ZERO } else { LAG };
        Self { now, known: now.checked_sub(lag).unwrap_or(now) }
    }
}

fn of_branches(state: &State, query: &Query, clock: Clock) -> Result<Value, ApiError> {
    let (asked, now) = (ConsumptionQuery::read(query, &OF_BRANCHES, clock)?, clock.now);
    let limit = limit(query, 1_000, 100)?;
    if list(query, "project_ids").is_empty() {
        return Err(ApiError::invalid("project_ids: 1 to 100 projects"));
    }
    let after: Option<BranchId> = decode(one(query, "cursor"))?;
    let wanted = list(query, "branch_ids");
    let here = list(query, "project_ids").contains(&state.project.id.as_str());
    let found = state.branches.values().filter(|branch| {
        let is_wanted = wanted.is_empty() || wanted.contains(&branch.id.as_str());
        here && is_wanted && after.as_ref().is_none_or(|after| branch.id > *after)
    });
    let mut found: Vec<_> = found.collect();
    let more = found.len() > limit;
    found.truncate(limit);
    let views = found.iter().map(|branch| {
        let used = [UsedBranch::of(branch, now)];
        json!({
            "project_id": state.project.id,
            "branch_id": branch.id,
            "periods": [asked.period(state, &used)],
        })
    });
    let mut body = json!({ "branches": views.collect::<Vec<_>>() });
    if let Some(last) = found.last().filter(|_| more) {
        body["pagination"] = json!({ "cursor": encode(&last.id)? });
    }
    Ok(body)
}

fn of_project(state: &State, query: &Query, clock: Clock) -> Result<Value, ApiError> {
    let every: Vec<_> = OF_BRANCHES.into_iter().chain(OF_PROJECTS).collect();
    let (asked, now) = (ConsumptionQuery::read(query, &every, clock)?, clock.now);
    limit(query, 100, 10)?;
    let wanted = list(query, "project_ids");
    let is_wanted = wanted.is_empty() || wanted.contains(&state.project.id.as_str());
    // There is one project, so the second page is empty.
    if !is_wanted || one(query, "cursor").is_some() {
        return Ok(json!({ "projects": [] }));
    }
    let existing = state.branches.values().map(|branch| UsedBranch::of(branch, now));
    let used: Vec<_> = existing.chain(state.deleted_branches.iter().cloned()).collect();
    let project = json!({
        "project_id": state.project.id,
        "periods": [asked.period(state, &used)],
    });
    Ok(json!({ "projects": [project] }))
}

/// What a request asks for.
struct ConsumptionQuery<'q> {
    metrics: Vec<&'q str>,
    /// The beginning and end of each part.
    parts: Vec<(Timestamp, Timestamp)>,
    /// The end of what is known.
    known: Timestamp,
}

impl<'q> ConsumptionQuery<'q> {
    fn read(query: &'q Query, every: &[&str], clock: Clock) -> Result<Self, ApiError> {
        let metrics = list(query, "metrics");
        if metrics.is_empty() || metrics.iter().any(|name| !every.contains(name)) {
            return Err(ApiError::invalid(format!("metrics: any of {}", every.join(", "))));
        }
        if one(query, "org_id").is_none_or(|id| id != view::ORGANIZATION) {
            return Err(ApiError::not_found("organization", one(query, "org_id").unwrap_or("")));
        }
        let granularity = one(query, "granularity").and_then(Granularity::of);
        let granularity = granularity
            .ok_or_else(|| ApiError::invalid("granularity: hourly, daily or monthly"))?;
        let time = |name: &str| {
            let time = one(query, name).and_then(|text| text.parse::<Timestamp>().ok());
            let time = time.ok_or_else(|| ApiError::invalid(format!("{name}: a date and time")))?;
            granularity.floor(time)
        };
        let (from, to) = (time("from")?, time("to")?);
        let oldest = clock.now.checked_sub(granularity.kept()).unwrap_or(clock.now);
        let oldest = granularity.floor(oldest)?;
        if from >= to || from < oldest {
            let status = StatusCode::NOT_ACCEPTABLE.as_u16();
            let message = "the range is not valid for this granularity".to_owned();
            return Err(ApiError { status, code: "INVALID_TIME_RANGE", message });
        }
        let mut parts = Vec::new();
        let mut start = from;
        while start < to && start < clock.known {
            let end = granularity.next(start)?;
            parts.push((start, end));
            start = end;
        }
        Ok(Self { metrics, parts, known: clock.known })
    }

    fn period(&self, state: &State, used: &[UsedBranch]) -> Value {
        let consumption = self.parts.iter().map(|(from, to)| {
            let mut sum = [0.0; 5];
            for branch in used {
                let part = branch.within(*from, (*to).min(self.known));
                let each = [
                    part.compute_unit_seconds,
                    part.root_byte_hours,
                    part.child_byte_hours,
                    part.child_branch_hours,
                    part.public_bytes,
                ];
                sum.iter_mut().zip(each).for_each(|(sum, each)| *sum += each);
            }
            let metrics = self.metrics.iter().map(|name| {
                let value = match *name {
                    "compute_unit_seconds" => sum[0],
                    "root_branch_bytes_month" => sum[1],
                    "child_branch_bytes_month" => sum[2],
                    "extra_branches_month" => sum[3],
                    "public_network_transfer_bytes" => sum[4],
                    // Nothing of these exists on this machine.
                    _ => 0.0,
                };
                json!({ "metric_name": name, "value": view::rounded(value) })
            });
            json!({
                "timeframe_start": from,
                "timeframe_end": to,
                "metrics": metrics.collect::<Vec<_>>(),
            })
        });
        json!({
            "period_id": "00000000-0000-4000-8000-000000000000",
            "period_plan": view::PLAN,
            "period_start": state.project.created_at,
            "consumption": consumption.collect::<Vec<_>>(),
        })
    }
}

#[derive(Clone, Copy)]
enum Granularity {
    Hourly,
    Daily,
    Monthly,
}

impl Granularity {
    fn of(name: &str) -> Option<Self> {
        match name {
            "hourly" => Some(Self::Hourly),
            "daily" => Some(Self::Daily),
            "monthly" => Some(Self::Monthly),
            _ => None,
        }
    }

    /// How far back Neon answers.
    fn kept(self) -> SignedDuration {
        SignedDuration::from_hours(match self {
            Self::Hourly => 168,
            Self::Daily => 60 * 24,
            Self::Monthly => 365 * 24,
        })
    }

    /// The beginning of the part in which a moment lies.
    fn floor(self, time: Timestamp) -> Result<Timestamp, ApiError> {
        let local = Offset::UTC.to_datetime(time);
        let (date, hour) = (local.date(), local.hour());
        moment(match self {
            Self::Hourly => date.at(hour, 0, 0, 0),
            Self::Daily => date.at(0, 0, 0, 0),
            Self::Monthly => date.first_of_month().at(0, 0, 0, 0),
        })
    }

    /// The beginning of the next part.
    fn next(self, start: Timestamp) -> Result<Timestamp, ApiError> {
        let local = Offset::UTC.to_datetime(start);
        moment(match self {
            Self::Hourly => local.saturating_add(1.hour()),
            Self::Daily => local.saturating_add(1.day()),
            Self::Monthly => local.saturating_add(1.month()),
        })
    }
}

fn moment(local: DateTime) -> Result<Timestamp, ApiError> {
    Offset::UTC.to_timestamp(local).map_err(|_| ApiError::invalid("a time is out of range"))
}

fn one<'q>(query: &'q Query, name: &str) -> Option<&'q str> {
    query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn list<'q>(query: &'q Query, name: &str) -> Vec<&'q str> {
    let values = query.iter().filter(|(key, _)| key == name);
    let each = values.flat_map(|(_, value)| value.split(','));
    each.map(str::trim).filter(|value| !value.is_empty()).collect()
}

fn limit(query: &Query, most: usize, default: usize) -> Result<usize, ApiError> {
    let Some(text) = one(query, "limit") else { return Ok(default) };
    let limit = text.parse().ok().filter(|limit| (1..=most).contains(limit));
    limit.ok_or_else(|| ApiError::invalid(format!("limit: 1 to {most}")))
}
