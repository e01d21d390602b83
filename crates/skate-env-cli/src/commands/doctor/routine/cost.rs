//! The cost review: alerts, and what to do about each.

use skate_env_core::OnExceed;
use skate_env_cost::{Alert, BudgetState};

use super::{Checked, Finding, Routine};
use crate::{
    budget, commands::report::alerts, cost_history::CostHistory, exit, failure::Failure,
    neon_session::NeonSession,
};

const REVIEW: &str = "cost review";

pub(super) fn check(
    routine: Routine,
    session: &NeonSession<'_>,
    cost: &CostHistory,
) -> Vec<Checked> {
    let estimate = cost.estimate();
    let month = session.context.config.budget.month;
    let refuses = session.context.config.budget.on_exceed == OnExceed::Refuse;
    // Sweeps have a check of their own.
    let found = alerts::of(session, cost, &estimate, None);
    let mut daily = Vec::new();
    let mut weekly: Vec<Finding> = cost
        .notes
        .iter()
        .map(|note| Finding::warning("cost_inexact", note, "Read docs/cost.md for the sources."))
        .collect();
    for alert in &found {
        let message = alerts::sentence(alert, month.unwrap_or_default());
        let finding =
            finding(alert, message, refuses, &|| budget::over(session, cost, &estimate).hint);
        let is_daily =
            matches!(alert, Alert::Awake { .. } | Alert::Expires { .. } | Alert::Budget(_));
        if is_daily { &mut daily } else { &mut weekly }.push(finding);
    }
    if month.is_none() {
        weekly.push(no_budget());
    }
    let mut checked = vec![("budget and computes", daily)];
    if routine >= Routine::Weekly {
        checked.push((REVIEW, weekly));
    }
    checked
}

/// Nothing has a price: on this machine, or on a plan that the list does not have.
pub(super) fn unknown(routine: Routine, failure: &Failure) -> Vec<Checked> {
    let is_unpriced = failure.exit == exit::Exit::Usage || failure.code == exit::NO_PRICES;
    if !is_unpriced {
        return vec![(REVIEW, vec![super::could_not(failure)])];
    }
    if routine < Routine::Weekly {
        return Vec::new();
    }
    let hint = "Write `plan = \"launch\"` below `[budget]` in skate-env.toml.";
    vec![(REVIEW, vec![Finding::warning("cost_unknown", &failure.message, hint)])]
}

fn no_budget() -> Finding {
    Finding::warning(
        "no_budget",
        "The policy has no budget, so nobody is told when branches cost too much.",
        "Write `month = 60` (dollars) below `[budget]` in skate-env.toml.",
    )
}

/// `idle` names the dearest idle branches and the command that deletes them.
fn finding(alert: &Alert, message: String, refuses: bool, idle: &dyn Fn() -> String) -> Finding {
    match alert {
        Alert::Budget(BudgetState::Over) if refuses => {
            Finding::error("budget_exceeded", message, idle())
        }
        Alert::Budget(BudgetState::Over) => Finding::warning("budget_exceeded", message, idle()),
        Alert::Budget(_) => Finding::warning("budget_projected", message, idle()),
        Alert::Awake { branch, .. } => Finding::warning(
            "compute_awake",
            message,
            format!(
                "Look for a connection that is kept open, such as a pool or a tool. If nobody needs \
                 it: `skate-env branch delete {branch}`."
            ),
        ),
        Alert::Branches { .. } => Finding::warning(
            "branches_near_limit",
            message,
            "Run `skate-env branch cleanup --everyone`.",
        ),
        Alert::History { .. } => Finding::warning(
            "history_growing",
            message,
            "Look for jobs that rewrite whole tables, or shorten the project's history retention.",
        ),
        Alert::Expires { .. } => Finding::warning(
            "preview_expires",
            message,
            "Push to the pull request, which renews its database, or close it.",
        ),
        Alert::Sweep { .. } => {
            Finding::warning("sweep_silent", message, "Run `skate-env preview sweep`.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_alert_has_a_code_and_a_way_out() {
        let branch = || "feature/x".to_owned();
        let found = |alert: Alert, refuses: bool| {
            let found = finding(&alert, "it".into(), refuses, &|| "delete it".into());
            assert!(!found.help.is_empty());
            (format!("{:?}", found.level), found.code.into_owned())
        };
        for (alert, refuses, level, code) in [
            (Alert::Budget(BudgetState::Over), true, "Error", "budget_exceeded"),
            (Alert::Budget(BudgetState::Over), false, "Warning", "budget_exceeded"),
            (Alert::Budget(BudgetState::ProjectedOver), true, "Warning", "budget_projected"),
            (Alert::Awake { branch: branch(), hours: 13 }, false, "Warning", "compute_awake"),
            (Alert::Branches { count: 9, included: 10 }, false, "Warning", "branches_near_limit"),
            (Alert::History { before: 1e9, after: 2e9 }, false, "Warning", "history_growing"),
            (Alert::Expires { branch: branch() }, false, "Warning", "preview_expires"),
            (Alert::Sweep { last: None }, false, "Warning", "sweep_silent"),
        ] {
            assert_eq!(found(alert, refuses), (level.to_owned(), code.to_owned()));
        }
    }

    #[test]
    fn what_has_no_price_is_said_in_the_review() {
        let codes = |routine, failure: &Failure| {
            let checked = unknown(routine, failure);
            checked
                .into_iter()
                .flat_map(|it| it.1)
                .map(|it| it.code.into_owned())
                .collect::<Vec<_>>()
        };
        let unpriced = Failure::usage("no plan", "name one");
        assert_eq!(codes(Routine::Daily, &unpriced), [""; 0]);
        assert_eq!(codes(Routine::Weekly, &unpriced), ["cost_unknown"]);
        let broken = Failure::new(exit::Exit::Remote, "neon_unavailable", "it is down", "wait");
        assert_eq!(codes(Routine::Daily, &broken), ["neon_unavailable"]);
    }
}
