//! Collects what a report shows: environments, branches, cost, record.

use std::{collections::BTreeMap, path::PathBuf, time::Duration};

use jiff::Timestamp;
use skate_env_core::neon::{FoundBranch, model::EndpointState};
use skate_env_cost::{Estimate, Kind, Resource, Source, always_on, dollars};
use skate_env_preview::time_span::parse_timestamp;
use skate_env_report::{
    BranchRow, CostPart, EnvironmentRow, EventRecord, PullRequestCost, Report, SpendRow, Summary,
    record,
};

use super::alerts;
use crate::{
    budget::cents_of_branches,
    commands::check,
    context::Context,
    control_plane::ControlPlaneAccess,
    cost_history::{CostHistory, CostQuery},
    exit::{self, Exit},
    failure::Failure,
    neon_session::NeonSession,
    progress::Progress,
};

/// What a report is made from.
pub(super) struct Query<'q> {
    pub(super) folders: &'q [PathBuf],
    pub(super) since: Timestamp,
    pub(super) now: Timestamp,
    pub(super) plan: Option<&'q str>,
    pub(super) wait: Duration,
}

pub(super) async fn report(
    context: Context,
    query: &Query<'_>,
    progress: &Progress,
) -> Result<Report, Failure> {
    let own = EventRecord::at(&context.project()).files();
    let folders: Vec<PathBuf> = std::iter::once(own).chain(query.folders.iter().cloned()).collect();
    let recorded = record::read(&folders, query.since);
    let summary = Summary::of(&recorded.events, recorded.damaged);
    let isolation = check::isolation(&context)?;
    let environments = isolation.inspections.iter().map(|inspection| EnvironmentRow {
        environment: inspection.environment.as_str().to_owned(),
        state: inspection.state().as_str().to_owned(),
        code: inspection.problems.first().map(|problem| problem.code.as_str().to_owned()),
    });
    let folder = context.project();
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let mut report = Report {
        made_at: query.now,
        since: query.since,
        project: name.unwrap_or_else(|| "This project".to_owned()),
        environments: environments.collect(),
        branches: Vec::new(),
        cost: None,
        summary,
        alerts: Vec::new(),
        next: Vec::new(),
    };
    let variables = context.variables()?;
    if ControlPlaneAccess::find(&context, &variables).is_some() {
        let session = NeonSession::open_without_policy(context, query.wait, progress).await?;
        add_branches(&session, query, &mut report).await?;
    } else {
        report.next.push("skate-env local start".to_owned());
    }
    alerts::add_commands(&mut report);
    Ok(report)
}

async fn add_branches(
    session: &NeonSession<'_>,
    query: &Query<'_>,
    report: &mut Report,
) -> Result<(), Failure> {
    let cost = CostHistory::read(session, CostQuery { month: None, plan: query.plan }).await;
    let cost = match cost {
        Ok(cost) => cost,
        // Without a plan there are no prices, and the rest of the page is there.
        Err(failure) if failure.exit == Exit::Usage || failure.code == exit::NO_PRICES => {
            let branches = session.client().all_branches(&session.project).await?;
            let endpoints = session.endpoints().await?;
            report.branches =
                branches.iter().map(|it| row(session, it, &endpoints, None)).collect();
            return Ok(());
        }
        Err(failure) => return Err(failure),
    };
    let estimate = cost.estimate();
    report.project.clone_from(&cost.project.name);
    let cents = cents_of_branches(&estimate);
    let cents = |found: &FoundBranch| cents.get(found.branch.id.as_str()).copied().unwrap_or(0);
    report.branches = cost
        .branches
        .iter()
        .map(|found| row(session, found, &cost.endpoints, Some(cents(found))))
        .collect();
    report.cost = Some(cost_part(&cost, &estimate));
    // Where nothing ever swept, nothing is expected to.
    let sweeps = report.summary.operations.get("sweep");
    let month = session.context.config.budget.month.unwrap_or_default();
    let alerts = alerts::of(session, &cost, &estimate, sweeps);
    report.alerts = alerts.iter().map(|alert| alerts::sentence(alert, month)).collect();
    Ok(())
}

fn row(
    session: &NeonSession<'_>,
    found: &FoundBranch,
    endpoints: &[skate_env_core::neon::model::Endpoint],
    cents: Option<i64>,
) -> BranchRow {
    let branch = &found.branch;
    let own = endpoints.iter().find(|endpoint| endpoint.branch_id == branch.id);
    let kept = [
        (branch.default, "it is the default branch"),
        (branch.protected, "it is protected"),
        (session.is_of_environment(found), "an environment uses it"),
        (branch.expires_at.is_some(), "it has not expired"),
    ];
    let pull_request = skate_env_preview::identity::Identity::of(found).map(|identity| identity.pr);
    BranchRow {
        name: branch.name.clone(),
        class: session.class(found).as_str().to_owned(),
        owner: crate::neon_session::owner_of(found).map(str::to_owned),
        pull_request,
        created_at: parse_timestamp(Some(&branch.created_at)),
        expires_at: parse_timestamp(branch.expires_at.as_ref()),
        awake: own.map(|endpoint| endpoint.current_state == EndpointState::Active),
        cents,
        kept: kept.into_iter().find(|(holds, _)| *holds).map(|(_, why)| why.to_owned()),
    }
}

fn cost_part(cost: &CostHistory, estimate: &Estimate) -> CostPart {
    #[expect(clippy::cast_possible_truncation, reason = "no bill has 2^53 cents")]
    let cents = |dollars: f64| (dollars * 100.0).round() as i64;
    let mut spend: BTreeMap<String, SpendRow> = BTreeMap::new();
    let mut pull_requests: BTreeMap<u64, PullRequestCost> = BTreeMap::new();
    for line in &estimate.lines {
        let class = match &line.resource {
            Resource::Branch(branch) => branch.class.as_str(),
            Resource::Project => "all branches",
            Resource::Unattributed => "unattributed",
        };
        let row = spend.entry(class.to_owned()).or_insert_with(|| SpendRow {
            class: class.to_owned(),
            kinds: BTreeMap::new(),
            cents: 0,
        });
        row.cents += line.cents;
        *row.kinds.entry(line.kind.as_str().to_owned()).or_default() += line.cents;
        if let Resource::Branch(branch) = &line.resource
            && let Some(number) = branch.pull_request
        {
            let own = pull_requests.entry(number).or_insert_with(|| PullRequestCost {
                number,
                branch: branch.name.clone(),
                cents: 0,
            });
            own.cents += line.cents;
        }
    }
    let saved = always_on(&cost.history, &cost.plan, cost.month, cost.now);
    let saved = saved.percent().filter(|percent| *percent >= 1.0).map(|percent| {
        let amount = dollars(cents(saved.saved()));
        format!("Without production, {amount} ({percent:.0} %) less than if no compute were ever suspended.")
    });
    let known = match estimate.worst_source() {
        Source::Measured => "Neon measured every figure.",
        Source::Counted => "The branches counted some of the figures themselves.",
        Source::Modelled => "Some figures are modelled from sizes and ages.",
    };
    CostPart {
        month: cost.month.to_string(),
        basis: format!("At {} prices of {}. {known}", cost.plan.plan, cost.plan.as_of),
        total: estimate.total_cents,
        projection: cost.projection().map(|it| [it.low, it.expected, it.high].map(cents)),
        saved,
        spend: spend.into_values().collect(),
        days: days(cost),
        pull_requests: pull_requests.into_values().collect(),
    }
}

/// Dollars of each day by class.
fn days(cost: &CostHistory) -> Vec<(Timestamp, BTreeMap<String, f64>)> {
    let mut days: BTreeMap<Timestamp, BTreeMap<String, f64>> = BTreeMap::new();
    for branch in &cost.history.branches {
        for bucket in &branch.buckets {
            let usage = bucket.usage.sane();
            let own = Kind::OF_BRANCH.into_iter();
            let dollars: f64 = own.map(|kind| cost.plan.dollars(kind, &usage)).sum();
            let class = branch.branch.class.as_str().to_owned();
            *days.entry(bucket.start).or_default().entry(class).or_default() += dollars;
        }
    }
    days.into_iter().collect()
}
