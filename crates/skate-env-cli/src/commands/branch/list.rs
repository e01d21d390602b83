//! `skate-env branch list`: shows the branches as a tree.

mod cost;
mod report;
mod tree;

use jiff::Timestamp;
use skate_env_core::neon::{BranchId, calls, model::EndpointState};

pub(in crate::commands) use self::cost::{Price, compute_seconds};
use self::report::{Report, Row};
use crate::{
    exit::Exit,
    failure::Failure,
    neon_session::{NeonSession, owner_of},
    options::WaitOption,
    output::Output,
};
use skate_env_preview::time_span::parse_timestamp;

/// Show the branches as a tree, with class, age, expiry, size, compute and cost
///
/// The cost is that of compute in this billing period, from the branch's own counter and published
/// prices. Unknown values are shown as –.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  skate-env branch list
  skate-env branch list --output json | jq -r '.branches[] | select(.awake) | .name'")]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) wait: WaitOption,
}

pub(super) async fn run(session: &NeonSession<'_>, output: &Output) -> Result<Exit, Failure> {
    let mut branches = session.client().all_branches(&session.project).await?;
    branches.sort_by(|a, b| {
        (!a.branch.default, &a.branch.name).cmp(&(!b.branch.default, &b.branch.name))
    });
    let endpoints = session.endpoints().await?;
    let project = session.client().send(&calls::projects::get(&session.project)).await?.project;
    let used = session.in_use(&endpoints).map(|endpoint| &endpoint.branch_id);
    let now = Timestamp::now();
    let price = Price::of(&session.plane, &project, now);
    let age = |at: Option<&String>| Some(now.duration_since(parse_timestamp(at)?));
    let rows = branches.iter().map(|found| {
        let branch = &found.branch;
        let own = endpoints.iter().find(|endpoint| endpoint.branch_id == branch.id);
        let seconds = compute_seconds(branch);
        Row {
            name: &branch.name,
            branch_id: branch.id.as_str(),
            parent_id: branch.parent_id.as_ref().map(BranchId::as_str),
            class: session.class(found).as_str(),
            owner: owner_of(found),
            default: branch.default,
            protected: branch.protected,
            in_use: used == Some(&branch.id),
            created_at: &branch.created_at,
            expires_at: branch.expires_at.as_deref(),
            size_bytes: branch.logical_size,
            awake: own.map(|endpoint| endpoint.current_state == EndpointState::Active),
            compute_seconds: seconds,
            cost_usd: price.as_ref().zip(seconds).map(|(price, used)| price.of_seconds(used)),
            age: age(Some(&branch.created_at)),
            expires: parse_timestamp(branch.expires_at.as_ref()).map(|at| at.duration_since(now)),
        }
    });
    output.answer(&Report::new(&session.plane, price.as_ref(), rows.collect()))?;
    Ok(Exit::Done)
}
