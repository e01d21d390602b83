//! The PRD's cost table ($25 production, $15 staging, $5 to 10 development, $2 to 5 previews, "40 to
//! 60 % by auto-suspend") at today's prices, and the table of a team with stale previews.

#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

use skate_env_core::Class;
use skate_env_cost::{
    BranchHistory, BranchInfo, Bucket, DeletedBranch, History, ModelledBranch, Month, PlanPrices,
    PriceList, Source, Sources, Usage, always_on, estimate, modelled, without_deletion,
};

fn month() -> Month {
    "2026-12".parse().unwrap() // 744 hours: Neon's billing month
}

fn launch(hours_per_month: f64) -> PlanPrices {
    let plan = PriceList::of_month(month()).plan("launch").unwrap();
    PlanPrices { hours_per_month, ..plan }
}

fn compute(units: f64, hours: f64, busy_hours: Option<f64>, wakes: f64) -> ModelledBranch {
    ModelledBranch {
        units,
        hours,
        busy_hours,
        wakes,
        suspend_minutes: 5.0,
        logical_bytes: 0.0,
        changed_bytes: Some(0.0),
        history_bytes: 0.0,
    }
}

fn branch(name: String, class: Class, units: f64, hours: f64, usage: Usage) -> BranchHistory {
    BranchHistory {
        branch: BranchInfo {
            id: format!("br-{name}"),
            name,
            class,
            owner: None,
            pull_request: None,
            is_root: class == Class::Production,
            created_at: month().start(),
            least_units: Some(units),
        },
        sources: Sources::all(Source::Modelled),
        buckets: vec![Bucket { start: month().start(), hours, usage }],
    }
}

/// What a class costs, in dollars.
fn of_class(history: &History, class: Class) -> String {
    let estimate = estimate(history, &launch(744.0));
    let own = estimate.of_branches().filter(|(branch, _)| branch.class == class);
    format!("{:.2}", own.map(|(_, line)| line.dollars).sum::<f64>())
}

/// The PRD's configuration: its smallest computes, production always on, everything else suspended
/// after five minutes. It names no hours; these are 22 working days: staging is used 12 hours of each,
/// a developer's branch 4, a preview 1 for as long as its pull request is open (a week).
#[test]
fn the_table_of_the_prd_at_todays_prices() {
    let mut branches = Vec::new();
    let production = ModelledBranch {
        logical_bytes: 10e9,
        changed_bytes: None,
        history_bytes: 5e9,
        ..compute(0.25, 744.0, None, 0.0)
    };
    let mut add = |name: &str, class, count: usize, model: ModelledBranch| {
        for number in 0..count {
            let name = format!("{name}{number}");
            branches.push(branch(name, class, model.units, model.hours, modelled(&model)));
        }
    };
    add("main", Class::Production, 1, production);
    add(
        "staging",
        Class::Staging,
        1,
        ModelledBranch {
            logical_bytes: 10e9,
            changed_bytes: Some(2e9),
            ..compute(0.25, 744.0, Some(264.0), 66.0)
        },
    );
    let small = |changed, hours, busy, wakes| ModelledBranch {
        logical_bytes: 10e9,
        changed_bytes: Some(changed),
        ..compute(0.25, hours, Some(busy), wakes)
    };
    add("dev-", Class::Development, 3, small(0.5e9, 744.0, 88.0, 88.0));
    add("preview/pr-", Class::Preview, 20, small(0.2e9, 168.0, 7.0, 21.0));
    let history = History { branches, ..History::default() };

    // production: 186 CU-hours ($19.72), 10 GB ($3.50), 5 GB of history ($1.00): the PRD says $25.
    assert_eq!(of_class(&history, Class::Production), "24.22");
    // staging: 67.375 CU-hours ($7.14), 2 GB ($0.70). The PRD's $15 is a compute that is awake for
    // 540 of 744 hours: it was not suspended at night.
    assert_eq!(of_class(&history, Class::Staging), "7.84");
    // three developers: 23.83 CU-hours ($2.53) and 0.5 GB ($0.18) each: the PRD says $5 to 10.
    assert_eq!(of_class(&history, Class::Development), "8.10");
    // twenty previews of a week: 2.19 CU-hours ($0.23), 0.2 GB for a week ($0.02) each: $2 to 5.
    assert_eq!(of_class(&history, Class::Preview), "4.95");
}

/// "40 to 60 % by auto-suspend" is a statement about hours: a branch saves as much of its compute as
/// it sleeps. 40 % is a branch awake for 446 of 744 hours, 60 % one awake for 298 (every day, 10 to 14
/// hours). At working hours alone it is more.
#[test]
fn where_the_savings_of_the_prd_come_from() {
    let saved = |busy: f64, wakes: f64| {
        let model = compute(0.25, 744.0, Some(busy), wakes);
        let one = branch("x".to_owned(), Class::Feature, 0.25, 744.0, modelled(&model));
        let history = History { branches: vec![one], ..History::default() };
        let compared = always_on(&history, &launch(744.0), month(), month().end());
        format!("{:.0}", compared.percent().unwrap())
    };
    assert_eq!([saved(446.4, 0.0), saved(297.6, 0.0)], ["40", "60"]);
    assert_eq!(saved(22.0 * 9.0, 22.0 * 3.0), "73");
    // A job that wakes it every five minutes saves nothing.
    assert_eq!(saved(0.0, 744.0 * 12.0), "0");
}

/// One production (1 unit, always on, 20 GB, 10 GB of history), one staging, 5 developers, 10 previews
/// open at once, at 730 hours a month: (always on, Neon's defaults with 30 stale previews, the policy).
#[test]
fn a_team_with_thirty_stale_previews() {
    let hours = 730.0;
    let plan = launch(hours);
    let model = |units, busy, wakes, changed: Option<f64>, history| ModelledBranch {
        logical_bytes: 20e9,
        changed_bytes: changed,
        history_bytes: history,
        ..compute(units, hours, busy, wakes)
    };
    let team = |always: bool| {
        let work = |busy: f64| (!always).then_some(busy);
        let mut models = vec![
            (Class::Production, model(1.0, None, 0.0, None, 10e9)),
            (Class::Staging, model(0.25, work(80.0), 200.0, Some(4e9), 0.0)),
        ];
        models.extend(
            (0..5).map(|_| (Class::Development, model(0.25, work(84.0), 126.0, Some(1e9), 0.0))),
        );
        models.extend(
            (0..10).map(|_| (Class::Preview, model(0.25, work(20.0), 100.0, Some(0.3e9), 0.0))),
        );
        let branches = models.into_iter().enumerate().map(|(number, (class, model))| {
            branch(number.to_string(), class, model.units, hours, modelled(&model))
        });
        History { branches: branches.collect(), ..History::default() }
    };
    let total = |history: &History| estimate(history, &plan).total_cents;
    let (always, policy) = (team(true), team(false));
    // 386.90 + 11.20 + 10.50 + 2.00 of history, and 99.97 + 11.20 + 10.50 + 2.00.
    assert_eq!([total(&always), total(&policy)], [41_060, 12_367]);
    let saved = always_on(&policy, &plan, month(), month().start() + hours_of(hours));
    assert_eq!(format!("{:.0}", saved.percent().unwrap()), "88");
    assert!((saved.baseline - 324.22).abs() < 0.005 && (saved.cost - 37.29).abs() < 0.005);
    // 30 branches that live on cost $1.50 each above the allowance, and what a preview costs besides.
    let stale: Vec<_> =
        (0..30).map(|_| DeletedBranch { class: Class::Preview, at: month().start() }).collect();
    let end = month().start() + hours_of(hours);
    let compared = without_deletion(&policy, &plan, month(), end, &stale);
    let each = 0.25 * (20.0 + 100.0 / 12.0) * 0.106 + 0.3 * 0.35;
    assert!((compared.saved() - 30.0 * (1.50 + each)).abs() < 1e-6);
    // Without anything that was deleted nothing is saved by deleting.
    assert!(without_deletion(&policy, &plan, month(), end, &[]).saved().abs() < 1e-9);
}

fn hours_of(hours: f64) -> jiff::SignedDuration {
    jiff::SignedDuration::from_secs_f64(hours * 3_600.0)
}
