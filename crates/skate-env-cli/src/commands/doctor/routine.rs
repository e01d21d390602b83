//! `doctor --routine`: what a team looks at every day, week, month and quarter, as checks.

mod access;
mod clean_up;
mod cost;
mod knowledge;
mod roles;

use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};
use skate_env_core::dotenv::Mode;
use skate_env_report::{EventRecord, Summary, record};

use super::{Finding, Project, online, production_url, secret_files, workflows};
use crate::{
    context::Context, cost_history::CostHistory, cost_history::CostQuery, failure::Failure,
    neon_session::NeonSession, progress::Progress, runtime,
};

/// How far back the record of events is read.
const RECORDED: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long Neon may take.
const PATIENCE: std::time::Duration = std::time::Duration::from_mins(1);

/// How often; each holds the checks of the shorter ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub(super) enum Routine {
    /// Pins against Neon, the budget, computes that stay awake, silent sweeps
    Daily,
    /// The same, and the cost review: allowance, history, the dearest idle branches
    Weekly,
    /// The same, and whether clean-ups worked: expired and idle branches, left backups
    Monthly,
    /// The same, and the access audit: keys, roles, production's network; prices grown old
    Quarterly,
}

/// What a check found, under its name.
pub(super) type Checked = (&'static str, Vec<Finding>);

/// Runs the checks of a routine. A check that could not look has an error, so that silence means
/// that all is well.
pub(super) fn checks(
    routine: Routine,
    project: &Project<'_>,
    events: &[PathBuf],
    progress: &Progress,
) -> Vec<Checked> {
    let mut checked = vec![("production pins", online::pins_of(project))];
    let work = async { ask(routine, project, events, progress).await };
    match runtime::run_until_interrupted(work, || progress.interrupted()) {
        Ok(found) => checked.extend(found),
        Err(failure) => checked.push(("Neon", vec![could_not(&failure)])),
    }
    if routine >= Routine::Quarterly {
        checked.push(("production's URL", production_url::check(project)));
        checked.push(("secret files", secret_files::check(project)));
        checked.push(("knowledge", knowledge::check(Timestamp::now())));
    }
    checked
}

async fn ask(
    routine: Routine,
    project: &Project<'_>,
    events: &[PathBuf],
    progress: &Progress,
) -> Result<Vec<Checked>, Failure> {
    let context = project.context;
    let now = Timestamp::now();
    let session = NeonSession::open_without_policy(context.clone(), PATIENCE, progress).await?;
    let branches = session.client().all_branches(&session.project).await?;
    let sweeps = Sweeps {
        last: summary(context, events, now).operations.get("sweep").and_then(|it| it.last_success),
        are_scheduled: workflows::sweeps(project),
    };
    let mut checked = Vec::new();
    let mut cost = match CostHistory::read(&session, CostQuery::default()).await {
        Ok(cost) => cost::check(routine, &session, &cost),
        Err(failure) => cost::unknown(routine, &failure),
    };
    checked.append(&mut cost);
    checked.push(("sweeps", clean_up::sweeps(&branches, &sweeps, now)));
    if routine >= Routine::Monthly {
        let endpoints = session.endpoints().await?;
        checked.push(("clean-up", clean_up::branches(&session, &branches, &endpoints, now)));
    }
    if routine >= Routine::Quarterly {
        checked.push(("API key", access::key(&session).await?));
        checked.push(("production's network", access::network(&session).await?));
        let variables = project.variables(Mode::Development).unwrap_or_default();
        checked.push(("roles", roles::check(context, &variables).await));
    }
    Ok(checked)
}

/// What is known of sweeps.
struct Sweeps {
    /// The last that succeeded, by the record.
    last: Option<Timestamp>,
    /// Whether a workflow runs them.
    are_scheduled: bool,
}

/// The record of this machine, and those that are named.
fn summary(context: &Context, events: &[PathBuf], now: Timestamp) -> Summary {
    let own = EventRecord::at(&context.project()).files();
    let folders: Vec<_> = std::iter::once(own).chain(events.iter().cloned()).collect();
    let recorded = record::read(&folders, now.checked_sub(RECORDED).unwrap_or(now));
    Summary::of(&recorded.events, recorded.damaged)
}

/// A check that could not look.
fn could_not(failure: &Failure) -> Finding {
    Finding::error(failure.code, &failure.message, &failure.hint)
}
