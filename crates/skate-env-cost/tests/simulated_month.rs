//! A month, hour by hour, under a clock of its own: which alerts fire, and when they fall silent.

#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

use jiff::{SignedDuration, Timestamp};
use skate_env_cost::{
    Alert, Allowance, Bucket, BudgetState, History, Month, PlanPrices, PriceList, Usage, alerts,
    budget_state, estimate, history_growth, project,
};

const BUDGET: f64 = 24.0;

fn month() -> Month {
    "2026-11".parse().unwrap()
}

fn at(text: &str) -> Timestamp {
    format!("2026-11-{text}:00:00Z").parse().unwrap()
}

/// What a day uses: 6 CU-hours, with two bursts, and a history that grows once.
fn usage(day: i64) -> Usage {
    let compute_hours = match day {
        9..=11 => 20.0,
        26..=28 => 30.0,
        _ => 6.0,
    };
    let gigabytes = match day {
        ..=14 => 10.0,
        15 => 12.0,
        16 => 14.0,
        17 => 15.0,
        _ => 16.0,
    };
    Usage {
        compute_unit_seconds: compute_hours * 3_600.0,
        history_byte_hours: gigabytes * 1e9 * 24.0,
        ..Usage::default()
    }
}

/// What is known at a moment: whole days, and today so far.
fn history(now: Timestamp) -> History {
    let hours = now.duration_since(month().start()).as_hours();
    let bucket = |day: i64| {
        #[expect(clippy::cast_precision_loss, reason = "hours of a day")]
        let hours = (hours - (day - 1) * 24).clamp(0, 24) as f64;
        let start = month().start() + SignedDuration::from_hours((day - 1) * 24);
        Bucket { start, hours, usage: usage(day) * (hours / 24.0) }
    };
    let project = (1..=30).map(bucket).filter(|bucket| bucket.hours > 0.0).collect();
    History { project, ..History::default() }
}

/// History costs nothing here, so that the budget is one of compute alone: $0.106 an hour.
fn plan() -> PlanPrices {
    PlanPrices { history: 0.0, ..PriceList::of_month(month()).plan("launch").unwrap() }
}

fn facts(now: Timestamp) -> Allowance {
    let is = |from: &str, until: &str| at(from) <= now && now < at(until);
    let history = history(now);
    let spent = estimate(&history, &plan()).lines.iter().map(|line| line.dollars).sum();
    let projection = project(&history, &plan(), month(), now);
    let awake = is("10T08", "11T12").then(|| ("feature/x".to_owned(), at("10T08")));
    let branches = if is("08T10", "09T15") { 8 } else { 7 };
    let expiring = is("20T00", "25T12").then(|| ("preview/pr-7".to_owned(), at("25T12")));
    let last_sweep = if is("20T00", "20T09") { at("19T23") } else { now };
    Allowance {
        awake: awake.into_iter().collect(),
        branches: Some((branches, 10)),
        budget: Some(budget_state(BUDGET, spent, projection.as_ref())),
        history: history_growth(&history),
        expiring: expiring.into_iter().collect(),
        last_sweep: Some(Some(last_sweep)),
    }
}

fn name(alert: &Alert) -> &'static str {
    match alert {
        Alert::Awake { .. } => "awake",
        Alert::Branches { .. } => "branches",
        Alert::Budget(BudgetState::ProjectedOver) => "projected over",
        Alert::Budget(_) => "over",
        Alert::History { .. } => "history",
        Alert::Expires { .. } => "expires",
        Alert::Sweep { .. } => "sweep",
    }
}

#[test]
fn each_alert_fires_once_and_falls_silent() {
    let mut firing: Vec<&str> = Vec::new();
    let mut changes: Vec<String> = Vec::new();
    for hour in 0..720 {
        let now = month().start() + SignedDuration::from_hours(hour);
        let found: Vec<_> = alerts(&facts(now), now).iter().map(name).collect();
        let moment = &now.to_string()[8..13];
        changes.extend(
            found.iter().filter(|it| !firing.contains(it)).map(|it| format!("{moment} {it}")),
        );
        changes.extend(
            firing.iter().filter(|it| !found.contains(it)).map(|it| format!("{moment} no {it}")),
        );
        firing = found;
    }
    assert_eq!(
        changes,
        [
            "08T10 branches",
            "09T15 no branches",
            // 48 + 20 hours so far, and 8 a day of the last seven: 236 hours, $25.02.
            "10T00 projected over",
            "10T20 awake",
            "11T12 no awake",
            "17T01 history",
            // The last busy day is more than a week ago: 150 + 12 x 6 hours, $23.53.
            "19T00 no projected over",
            "20T03 sweep",
            "20T09 no sweep",
            "22T01 no history",
            "24T13 expires",
            "25T12 no expires",
            // Even if each hour that is left were a quiet one: 227 hours, $24.06.
            "26T05 over",
        ]
    );
    assert_eq!(firing, ["over"], "until the month ends");
}

/// A day that has only begun is no quiet day: what it lacks would be projected.
#[test]
fn the_low_end_of_a_projection_does_not_fall_at_night() {
    let even = |now: Timestamp| {
        let mut history = history(now);
        // Nothing is used in the first hours of a day.
        let today = history.project.last_mut().unwrap();
        today.usage = Usage::default();
        project(&history, &plan(), month(), now).unwrap()
    };
    let night = even(at("08T02"));
    assert_eq!(night.days, 7);
    assert!((night.low - night.high).abs() < 1e-9, "{night:?}");
    let first = project(&history(at("01T06")), &plan(), month(), at("01T06")).unwrap();
    assert_eq!(first.days, 0, "no day is complete");
    assert!((first.expected - 180.0 * 0.106).abs() < 1e-9, "{first:?}");
}

/// A clock before or after the month, and a month without data.
#[test]
fn a_clock_that_jumps_projects_nothing_that_is_not_there() {
    let known = history(at("10T00"));
    let spent = |history: &History| -> f64 {
        estimate(history, &plan()).lines.iter().map(|line| line.dollars).sum()
    };
    for outside in ["2026-12-01T00:00:00Z", "2031-01-01T00:00:00Z"] {
        assert_eq!(project(&known, &plan(), month(), outside.parse().unwrap()), None);
    }
    // It went back: what is known stays, and only the month is left to come.
    let back = project(&known, &plan(), month(), at("01T00")).unwrap();
    assert!(back.low >= spent(&known) && back.high.is_finite(), "{back:?}");
    let before = project(&known, &plan(), month(), "2020-01-01T00:00:00Z".parse().unwrap());
    assert!(before.is_none_or(|it| it.high.is_finite() && it.low >= spent(&known)), "{before:?}");

    let none = History::default();
    assert_eq!(project(&none, &plan(), month(), at("10T00")), None);
    assert_eq!((estimate(&none, &plan()).total_cents, history_growth(&none)), (0, None));
    let facts = Allowance {
        budget: Some(budget_state(BUDGET, spent(&none), None)),
        awake: vec![("feature/x".to_owned(), at("20T00"))], // in the future
        ..Allowance::default()
    };
    assert_eq!(alerts(&facts, at("10T00")), []);
}
