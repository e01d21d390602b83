//! The worked examples of Neon's page "Usage and cost calculations" (updated 2026-05-28, read
//! 2026-11-29), and our own, worked by hand at the prices of 2026-03-20.

#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

use skate_env_core::Class;
use skate_env_cost::{
    BranchHistory, BranchInfo, Bucket, Estimate, History, Kind, Month, PlanPrices, PriceList,
    Source, Sources, Usage, estimate,
};

fn month() -> Month {
    "2026-05".parse().unwrap()
}

fn plan(name: &str) -> PlanPrices {
    PriceList::of_month(month()).plan(name).unwrap()
}

fn day(hours: f64, usage: Usage) -> Bucket {
    Bucket { start: month().start(), hours, usage }
}

fn project(buckets: Vec<Bucket>) -> History {
    History { project: buckets, ..History::default() }
}

/// The one line of a kind: its quantity to four digits, and its cents.
fn line(estimate: &Estimate, kind: Kind) -> (String, i64) {
    let lines: Vec<_> = estimate.lines.iter().filter(|line| line.kind == kind).collect();
    assert_eq!(lines.len(), 1, "{kind}");
    (format!("{:.4}", lines[0].quantity), lines[0].cents)
}

#[test]
fn compute_on_scale() {
    let used = Usage { compute_unit_seconds: 500_000.0, ..Usage::default() };
    let estimate = estimate(&project(vec![day(744.0, used)]), &plan("scale"));
    assert_eq!(line(&estimate, Kind::Compute), ("138.8889".to_owned(), 3_083));
}

#[test]
fn storage() {
    let used = Usage { root_byte_hours: 2.5e12, ..Usage::default() };
    let estimate = estimate(&project(vec![day(744.0, used)]), &plan("launch"));
    assert_eq!(line(&estimate, Kind::Storage), ("3.3602".to_owned(), 118));
}

#[test]
fn two_gigabytes_for_31_days() {
    let used = Usage { root_byte_hours: 4.8e10, ..Usage::default() };
    let estimate = estimate(&project(vec![day(24.0, used); 31]), &plan("launch"));
    assert_eq!(line(&estimate, Kind::Storage), ("2.0000".to_owned(), 70));
}

#[test]
fn twelve_child_branches_for_a_day_on_launch() {
    let used = Usage { child_branch_hours: 288.0, ..Usage::default() };
    let estimate = estimate(&project(vec![day(24.0, used)]), &plan("launch"));
    assert_eq!(line(&estimate, Kind::ExtraBranches), ("0.0968".to_owned(), 15));
    // What one day leaves of the allowance is lost to the next.
    let none = Usage::default();
    let two =
        skate_env_cost::estimate(&project(vec![day(24.0, used), day(24.0, none)]), &plan("launch"));
    assert_eq!(line(&two, Kind::ExtraBranches).1, 15);
}

#[test]
fn transfer_is_billed_above_the_allowance() {
    let used = |gigabytes: f64| Usage { public_bytes: gigabytes * 1e9, ..Usage::default() };
    let cost = |gigabytes| {
        estimate(&project(vec![day(744.0, used(gigabytes))]), &plan("launch")).total_cents
    };
    assert_eq!([cost(100.0), cost(110.0)], [0, 100]);
}

/// 10 branches included, 9 of them children; 500 GB of transfer included.
#[test]
fn a_whole_project_worked_by_hand() {
    let november: Month = "2026-11".parse().unwrap();
    let plan = PriceList::of_month(november).plan("launch_v3").unwrap();
    let branch = |name: &str, class: Class, usage: Usage| BranchHistory {
        branch: BranchInfo {
            id: format!("br-{name}"),
            name: name.to_owned(),
            class,
            owner: None,
            pull_request: None,
            is_root: class == Class::Production,
            created_at: november.start(),
            least_units: Some(0.25),
        },
        sources: Sources::all(Source::Measured),
        buckets: vec![Bucket { start: november.start(), hours: 720.0, usage }],
    };
    let main = Usage {
        compute_unit_seconds: 0.25 * 720.0 * 3_600.0, // 180 CU-hours: $19.08
        root_byte_hours: 10e9 * 720.0,                // 9.6774 GB-months: $3.3871
        history_byte_hours: 5e9 * 720.0,              // 4.8387 GB-months: $0.9677
        ..Usage::default()
    };
    let feature = Usage {
        compute_unit_seconds: 20.0 * 3_600.0, // 20 CU-hours: $2.12
        child_byte_hours: 1e9 * 720.0,        // 0.96774 GB-months: $0.3387
        ..Usage::default()
    };
    let whole = Usage {
        compute_unit_seconds: 210.0 * 3_600.0, // 10 CU-hours of deleted branches: $1.06
        child_branch_hours: 10.0 * 720.0,      // one above the allowance: 0.96774 months: $1.4516
        public_bytes: 510e9,                   // 10 GB above the allowance: $1.00
        ..main + Usage { child_byte_hours: 1e9 * 720.0, ..Usage::default() }
    };
    let history = History {
        branches: vec![
            branch("main", Class::Production, main),
            branch("feature/x", Class::Feature, feature),
        ],
        project: vec![Bucket { start: november.start(), hours: 720.0, usage: whole }],
        project_source: None,
    };
    let estimate = estimate(&history, &plan);
    let cents: Vec<_> = estimate.lines.iter().map(|line| (line.kind, line.cents)).collect();
    // The exact sum is 29.40516 dollars. Cut to cents the lines lack 2 cents, which go to the two that lost most.
    assert_eq!(
        cents,
        [
            (Kind::Compute, 1_908),
            (Kind::Storage, 339),
            (Kind::History, 97),
            (Kind::Compute, 212),
            (Kind::Storage, 34),
            (Kind::Compute, 106),
            (Kind::ExtraBranches, 145),
            (Kind::PublicTransfer, 100),
        ]
    );
    assert_eq!(estimate.total_cents, 2_941);
}
