//! A report with everything in it, whose names a test chooses.

use std::collections::BTreeMap;

use jiff::Timestamp;
use skate_env_core::{Code, Environment};
use skate_env_report::{
    BranchRow, CostPart, EnvironmentRow, Event, EventKind, PullRequestCost, Report, SpendRow,
    Summary,
};

/// A hundred branches, a month, a record.
pub(crate) fn report(name: &dyn Fn(usize) -> String) -> Report {
    let now: Timestamp = "2026-11-29T12:00:00Z".parse().unwrap();
    let day = |number: i64| {
        "2026-11-01T00:00:00Z".parse::<Timestamp>().unwrap()
            + jiff::SignedDuration::from_hours(24 * number)
    };
    let classes = ["production", "staging", "development", "feature", "preview", "testing"];
    let branches = (0..100)
        .map(|number| BranchRow {
            name: name(number),
            class: classes[number % 6].to_owned(),
            owner: Some(name(number + 1)),
            pull_request: (number % 6 == 4).then_some(number as u64),
            created_at: Some(day(3)),
            expires_at: Some(now + jiff::SignedDuration::from_hours(40)),
            awake: Some(number % 3 == 0),
            cents: Some(123),
            kept: Some("it is in use".to_owned()),
        })
        .collect();
    let shares = BTreeMap::from([("production".to_owned(), 0.8), ("preview".to_owned(), 0.3)]);
    let events = [
        Event::new(EventKind::Verify, false).environment(Environment::Production),
        Event::new(EventKind::Verify, false)
            .environment(Environment::Staging)
            .failed(Code::DatabaseUnavailable),
        Event::new(EventKind::Sweep, true),
        Event { environment: name(7).into(), ..Event::new(EventKind::Connection, true) },
        Event::new(EventKind::Refusal, false).failed(Code::ProductionTarget),
        Event { ok: false, code: Some(name(8).into()), ..Event::new(EventKind::Refusal, true) },
    ];
    Report {
        made_at: now,
        since: day(0),
        project: name(0),
        environments: vec![
            EnvironmentRow { environment: "production".into(), state: "ready".into(), code: None },
            EnvironmentRow {
                environment: "staging".into(),
                state: "refused".into(),
                code: Some("shared_target".into()),
            },
        ],
        branches,
        cost: Some(CostPart {
            month: "2026-11".into(),
            basis: "At launch prices.".into(),
            total: 2_925,
            projection: Some([3_000, 3_100, 3_300]),
            saved: Some("$17.60 (82 %) less than always on.".into()),
            spend: vec![SpendRow {
                class: "production".into(),
                kinds: BTreeMap::from([("compute".into(), 1_972), ("extra_branches".into(), 150)]),
                cents: 2_122,
            }],
            days: (0..28).map(|number| (day(number), shares.clone())).collect(),
            pull_requests: vec![PullRequestCost { number: 7, branch: name(3), cents: 40 }],
        }),
        summary: Summary::of(&events, 1),
        alerts: vec![name(5)],
        next: vec!["skate-env branch cleanup".into(), name(6)],
    }
}
