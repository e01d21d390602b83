//! What a month cost: read from the control plane, for `cost`, budgets and `report`.

mod consumption;
mod counters;

use jiff::Timestamp;
use skate_env_core::neon::{
    BranchId, FoundBranch, calls,
    model::{Endpoint, Project},
};
use skate_env_cost::{
    BranchInfo, CostError, Estimate, History, Month, PlanPrices, PriceList, Projection, estimate,
    project,
};
use skate_env_preview::{identity::Identity, time_span::parse_timestamp};

use crate::{
    control_plane::ControlPlane,
    exit::{self, Exit},
    failure::Failure,
    neon_session::{NeonSession, owner_of},
};

/// What a month cost, and what that is made from.
pub(crate) struct CostHistory {
    pub(crate) month: Month,
    pub(crate) now: Timestamp,
    pub(crate) project: Project,
    pub(crate) branches: Vec<FoundBranch>,
    pub(crate) endpoints: Vec<Endpoint>,
    pub(crate) prices: PriceList,
    pub(crate) plan: PlanPrices,
    pub(crate) history: History,
    /// What a reader should know of the figures.
    pub(crate) notes: Vec<String>,
}

/// Which month, at which prices.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CostQuery<'q> {
    /// The month; this one, if absent.
    pub(crate) month: Option<Month>,
    /// The plan; that of the project, if absent.
    pub(crate) plan: Option<&'q str>,
}

impl CostHistory {
    /// Reads the month from the control plane. It wakes no compute.
    pub(crate) async fn read(
        session: &NeonSession<'_>,
        query: CostQuery<'_>,
    ) -> Result<Self, Failure> {
        let now = Timestamp::now();
        let month = query.month.unwrap_or_else(|| Month::of(now));
        let project = session.client().send(&calls::projects::get(&session.project)).await?.project;
        let prices = price_list(session, month)?;
        let plan = plan(session, &project, &prices, query.plan)?;
        let branches = session.client().all_branches(&session.project).await?;
        let endpoints = session.endpoints().await?;
        let infos = infos(session, &branches, &endpoints);
        let mut notes = Vec::new();
        if prices.is_old(now.min(month.end())) {
            notes.push(format!(
                "The prices of {} may be old: compare them with {}.",
                prices.as_of, prices.source
            ));
        }
        let measured = consumption::read(session, &project, &infos, month, now).await?;
        let history = measured.unwrap_or_else(|why| {
            notes.push(why);
            counters::read(&project, &branches, &endpoints, &infos, month, now)
        });
        Ok(Self { month, now, project, branches, endpoints, prices, plan, history, notes })
    }

    pub(crate) fn estimate(&self) -> Estimate {
        estimate(&self.history, &self.plan)
    }

    /// The whole month, if it is not over.
    pub(crate) fn projection(&self) -> Option<Projection> {
        project(&self.history, &self.plan, self.month, self.now)
    }
}

fn infos(
    session: &NeonSession<'_>,
    branches: &[FoundBranch],
    endpoints: &[Endpoint],
) -> Vec<BranchInfo> {
    // Most projects have fewer endpoints than a page; a map keeps thousands fast.
    let units: std::collections::HashMap<&BranchId, f64> =
        endpoints.iter().map(|it| (&it.branch_id, it.autoscaling_limit_min_cu)).collect();
    let info = |found: &FoundBranch| BranchInfo {
        id: found.branch.id.as_str().to_owned(),
        name: found.branch.name.clone(),
        class: session.class(found),
        owner: owner_of(found).map(str::to_owned),
        pull_request: Identity::of(found).map(|identity| identity.pr).or_else(|| {
            found.branch.name.strip_prefix("preview/pr-").and_then(|number| number.parse().ok())
        }),
        is_root: found.branch.parent_id.is_none(),
        created_at: parse_timestamp(Some(&found.branch.created_at)).unwrap_or(Timestamp::MIN),
        least_units: units.get(&found.branch.id).copied(),
    };
    branches.iter().map(info).collect()
}

/// The prices of the project's plan; `None` where nothing is billed, or no prices are known.
pub(crate) async fn prices(session: &NeonSession<'_>) -> Result<Option<PlanPrices>, Failure> {
    let project = session.client().send(&calls::projects::get(&session.project)).await?.project;
    let prices = price_list(session, Month::of(Timestamp::now()))?;
    Ok(plan(session, &project, &prices, None).ok())
}

/// The list that the policy names, or the published one of the month.
fn price_list(session: &NeonSession<'_>, month: Month) -> Result<PriceList, Failure> {
    let Some(path) = &session.context.config.budget.prices else {
        return Ok(PriceList::of_month(month));
    };
    let text = std::fs::read_to_string(session.context.project().join(path));
    let text = text.map_err(|error| unusable(&CostError::Prices(error.to_string())))?;
    PriceList::parse(&text).map_err(|error| unusable(&error))
}

fn plan(
    session: &NeonSession<'_>,
    project: &Project,
    prices: &PriceList,
    named: Option<&str>,
) -> Result<PlanPrices, Failure> {
    let is_neon = matches!(session.plane, ControlPlane::Neon { .. });
    let own = project.owner.as_ref().and_then(|owner| owner.subscription_type.as_deref());
    let policy = session.context.config.budget.plan.as_deref();
    let Some(name) = named.or(own.filter(|_| is_neon)).or(policy) else {
        return Err(Failure::usage(
            if is_neon {
                "Cannot tell which plan the project has."
            } else {
                "Cannot tell what this costs: nothing is billed on this machine."
            },
            "Name a plan, to see what it would cost on Neon: `--plan launch`.",
        ));
    };
    prices.plan(name).map_err(|error| unusable(&error))
}

fn unusable(error: &CostError) -> Failure {
    let hint = match error {
        CostError::Plan(_) => {
            "Name a plan with `--plan`, or write its prices into a file that `[budget] prices` names."
        }
        _ => "Correct the file that `[budget] prices` names; docs/cost.md shows one.",
    };
    let mut message = error.to_string();
    message[..1].make_ascii_uppercase();
    Failure::new(Exit::NotSetUp, exit::NO_PRICES, format!("{message}."), hint)
}
