//! What holds for every history: the lines sum to the total to the cent, the cost never falls when
//! something rises, and two sets of branches cost together what they cost apart.

#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]
#![expect(clippy::disallowed_methods, reason = "who runs the tests says how many histories")]

use proptest::prelude::*;
use skate_env_core::Class;
use skate_env_cost::{
    BranchHistory, BranchInfo, Bucket, Estimate, History, Kind, Month, PlanPrices, PriceList,
    Source, Sources, Usage, WhatIf, estimate, project, what_if,
};

fn month() -> Month {
    "2026-11".parse().unwrap()
}

fn usage() -> impl Strategy<Value = Usage> {
    // Some counters went back, some are no numbers.
    let amount = |most: f64| prop_oneof![8 => 0.0..most, 1 => Just(-1.0), 1 => Just(f64::NAN)];
    let bytes = || amount(1e13);
    (amount(1e7), bytes(), bytes(), bytes(), bytes(), amount(1e4), amount(1e12), bytes()).prop_map(
        |(seconds, root, child, history, snapshot, branches, public, private)| Usage {
            compute_unit_seconds: seconds,
            root_byte_hours: root,
            child_byte_hours: child,
            history_byte_hours: history,
            snapshot_byte_hours: snapshot,
            child_branch_hours: branches,
            public_bytes: public,
            private_bytes: private,
        },
    )
}

fn buckets() -> impl Strategy<Value = Vec<Bucket>> {
    prop::collection::vec(usage(), 0..4).prop_map(|days| {
        let day = jiff::SignedDuration::from_hours(24);
        let each = days.into_iter().enumerate();
        each.map(|(number, usage)| Bucket {
            start: month().start() + day * i32::try_from(number).unwrap(),
            hours: 24.0,
            usage,
        })
        .collect()
    })
}

fn branches() -> impl Strategy<Value = Vec<BranchHistory>> {
    let branch = (0..6_usize, prop::option::of(0.25..8.0), buckets()).prop_map(
        |(class, least_units, buckets)| BranchHistory {
            branch: BranchInfo {
                id: "br-x".to_owned(),
                name: "x".to_owned(),
                class: Class::ALL[class],
                owner: None,
                pull_request: None,
                is_root: false,
                created_at: month().start(),
                least_units,
            },
            sources: Sources::all(Source::Measured),
            buckets,
        },
    );
    prop::collection::vec(branch, 0..5)
}

fn history() -> impl Strategy<Value = History> {
    (branches(), buckets()).prop_map(|(branches, project)| History {
        branches,
        project,
        project_source: None,
    })
}

fn plan(name: &str) -> PlanPrices {
    PriceList::of_month(month()).plan(name).unwrap()
}

fn exact(estimate: &Estimate) -> f64 {
    estimate.lines.iter().map(|line| line.dollars).sum()
}

/// CI tries some histories, a soak 10,000.
fn histories() -> ProptestConfig {
    let count = std::env::var("SKATE_ENV_TEST_HISTORIES");
    ProptestConfig::with_cases(count.map_or(1_000, |count| count.parse().unwrap()))
}

proptest! {
    #![proptest_config(histories())]

    #[test]
    fn lines_sum_to_the_total_to_the_cent(history in history()) {
        let estimate = estimate(&history, &plan("launch"));
        prop_assert_eq!(estimate.lines.iter().map(|line| line.cents).sum::<i64>(), estimate.total_cents);
        #[expect(clippy::cast_precision_loss, reason = "amounts of a test")]
        let total = estimate.total_cents as f64;
        prop_assert!((total - exact(&estimate) * 100.0).abs() <= 0.5 + 1e-6);
        for line in &estimate.lines {
            #[expect(clippy::cast_precision_loss, reason = "amounts of a test")]
            let cents = line.cents as f64;
            prop_assert!((cents - line.dollars * 100.0).abs() < 1.0 + 1e-6, "{:?}", line.kind);
        }
    }
}

/// One of the figures alone, or all of them.
fn only(usage: Usage, figure: usize) -> Usage {
    let mut one = Usage::default();
    match figure {
        0 => one.compute_unit_seconds = usage.compute_unit_seconds,
        1 => one.root_byte_hours = usage.root_byte_hours,
        2 => one.child_byte_hours = usage.child_byte_hours,
        3 => one.history_byte_hours = usage.history_byte_hours,
        4 => one.snapshot_byte_hours = usage.snapshot_byte_hours,
        5 => one.child_branch_hours = usage.child_branch_hours,
        6 => one.public_bytes = usage.public_bytes,
        7 => one.private_bytes = usage.private_bytes,
        _ => return usage,
    }
    one
}

proptest! {
    #![proptest_config(histories())]

    #[test]
    fn more_usage_never_costs_less(
        history in history(),
        more in usage(),
        figure in 0..9_usize,
        branch in 0..8_usize,
        day in 0..6_usize,
    ) {
        let mut larger = history.clone();
        let more = only(more.sane(), figure);
        let buckets = match larger.branches.get_mut(branch) {
            Some(branch) => &mut branch.buckets,
            None => &mut larger.project,
        };
        if let Some(bucket) = buckets.get_mut(day) {
            bucket.usage = bucket.usage.sane() + more;
        }
        let cost = |history: &History| exact(&estimate(history, &plan("scale")));
        // A remainder below half a cent is no line.
        prop_assert!(cost(&larger) >= cost(&history) - 0.005 * 4.0);
    }

    #[test]
    fn branches_cost_together_what_they_cost_apart(one in branches(), other in branches()) {
        // What is counted per project (extra branches, the allowance of transfer) is not additive.
        let cost = |branches: &[BranchHistory]| {
            let history = History { branches: branches.to_vec(), ..History::default() };
            let estimate = estimate(&history, &plan("scale"));
            estimate.of_branches().map(|(_, line)| line.dollars).sum::<f64>()
        };
        let both = [one.clone(), other.clone()].concat();
        prop_assert!((cost(&both) - cost(&one) - cost(&other)).abs() < 1e-6 * cost(&both).max(1.0));
    }

    #[test]
    fn a_projection_is_ordered_and_never_below_what_was_spent(history in history(), hour in 0..720_i64) {
        let now = month().start() + jiff::SignedDuration::from_hours(hour);
        let spent = exact(&estimate(&History { branches: vec![], ..history.clone() }, &plan("launch")));
        if let Some(projection) = project(&history, &plan("launch"), month(), now) {
            prop_assert!(projection.low <= projection.expected && projection.expected <= projection.high);
            if !history.project.is_empty() {
                prop_assert!(projection.low >= spent - 0.03);
            }
        }
    }

    #[test]
    fn never_suspending_never_costs_less(history in history()) {
        let now = month().end();
        let changed = what_if(&history, &[WhatIf::NeverSuspended], month(), now);
        let compute = |history: &History| {
            let estimate = estimate(history, &plan("launch"));
            let own = estimate.of_branches().filter(|(_, line)| line.kind == Kind::Compute);
            own.map(|(_, line)| line.dollars).sum::<f64>()
        };
        prop_assert!(compute(&changed) >= compute(&history) - 1e-9);
    }
}
