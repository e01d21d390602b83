//! A report of 10,000 events and 100 branches: the record read, counted, and printed in every form.

use std::{collections::BTreeMap, error::Error, fs, hint::black_box};

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use skate_env_core::{Code, Environment};
use skate_env_report::{
    BranchRow, Event, EventKind, EventRecord, OtlpRequest, Report, Summary, html, job_summary,
    prometheus, record,
};

use crate::{Measured, medians};

const EVENTS: usize = 10_000;

pub(crate) fn measure(rounds: usize) -> Result<Measured, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let files = EventRecord::at(folder.path()).files();
    fs::create_dir_all(&files)?;
    let now: Timestamp = "2026-11-29T12:00:00Z".parse()?;
    let mut lines = String::new();
    for number in 0..EVENTS {
        lines.push_str(&serde_json::to_string(&event(number, now))?);
        lines.push('\n');
    }
    fs::write(files.join("2026-11.jsonl"), &lines)?;
    let since = now - SignedDuration::from_hours(24 * 30);
    let ours = || {
        let read = record::read(std::slice::from_ref(&files), since);
        assert_eq!((read.events.len(), read.damaged), (EVENTS, 0));
        let report = report(now, since, Summary::of(&read.events, read.damaged));
        black_box((html(&report), job_summary(&report), prometheus(&report)));
        black_box(OtlpRequest::of(&report));
    };
    let path = files.join("2026-11.jsonl");
    let read = || {
        let text = fs::read_to_string(&path).unwrap_or_default();
        text.lines().for_each(|line| drop(black_box(serde_json::from_str::<Value>(line))));
    };
    Ok(Measured {
        what: "report of 10,000 events and 100 branches, in four forms",
        baseline: "the record",
        most_ms: 100.0,
        medians: medians(rounds, [&read, &ours]),
    })
}

fn event(number: usize, now: Timestamp) -> Event {
    let kinds = [EventKind::Verify, EventKind::Connection, EventKind::Up, EventKind::Sweep];
    let mut event = Event::new(kinds[number % kinds.len()], true)
        .environment(Environment::ALL[number % Environment::ALL.len()])
        .branch(format!("br-still-lake-{number}"));
    // One second each, the last one now.
    let age = i64::try_from(EVENTS - number).unwrap_or_default();
    event.t = now - SignedDuration::from_secs(age);
    event.ms = u64::try_from(number % 977).ok();
    if number.is_multiple_of(50) { event.failed(Code::DatabaseUnavailable) } else { event }
}

fn report(now: Timestamp, since: Timestamp, summary: Summary) -> Report {
    let branch = |number: u64| BranchRow {
        name: format!("preview/pr-{number}"),
        class: "preview".to_owned(),
        owner: Some("ada".to_owned()),
        pull_request: Some(number),
        created_at: Some(since),
        expires_at: Some(now),
        awake: Some(number.is_multiple_of(3)),
        cents: Some(123),
        kept: Some("it has not expired".to_owned()),
    };
    let day = |number: i32| {
        let shares = BTreeMap::from([("production".to_owned(), 0.8), ("preview".to_owned(), 0.3)]);
        (since + SignedDuration::from_hours(24) * number, shares)
    };
    let cost = skate_env_report::CostPart {
        month: "2026-11".to_owned(),
        basis: "At launch prices.".to_owned(),
        total: 2_925,
        projection: Some([3_000, 3_100, 3_300]),
        saved: None,
        spend: Vec::new(),
        days: (0..29).map(day).collect(),
        pull_requests: Vec::new(),
    };
    Report {
        made_at: now,
        since,
        project: "shop".to_owned(),
        environments: Vec::new(),
        branches: (0..100).map(branch).collect(),
        cost: Some(cost),
        summary,
        alerts: Vec::new(),
        next: Vec::new(),
    }
}
