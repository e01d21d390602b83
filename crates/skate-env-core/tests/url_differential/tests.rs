//! The harness itself: it must find the holes of a guard that is known to have them.

use super::generator::{Random, ordinary};
use super::judge::{Judgement, naive};
use super::{Options, Report, ambient, guard, run, tools, worker};

fn options(count: u64) -> Options {
    Options { count, seed: 1, workers: 1 }
}

/// Reads single URLs with the naive guard, each into a report of its own.
fn read(urls: &[(&str, &str)]) -> Vec<Report> {
    let tools = tools::Tools::prepare().expect("the readers can be built");
    let mut worker = worker::Worker::new(&tools);
    let read = |&(set, url): &(&str, &str)| {
        let set =
            ambient::all().iter().position(|ambient| ambient.name == set).expect("a known set");
        let mut report = Report::default();
        worker
            .read(set, vec![url.to_owned()], true, &naive, &mut report)
            .expect("the readers answer");
        report
    };
    urls.iter().map(read).collect()
}

/// The disguises of the reference (`style.md` §6.1) and those found since, with the first
/// driver that falls for each.
#[test]
#[ignore = "needs the drivers: cargo xtask test differential"]
fn finds_the_known_holes_of_a_naive_guard() {
    let disguises = [
        ("none", "postgres://u:p@ep%2Dprod.neon.tech/db", "the named host"),
        ("none", "postgres://u:p@h:5432/db?host=other.prod", "libpq"),
        ("none", "postgres://u:p@h/db?hostaddr=203.0.113.5", "libpq"),
        ("none", "postgres://u:p@a,b/db", "the named host"),
        ("none", "postgres://u:p@h/db?%68ost=other.prod", "libpq"),
        ("none", "postgres://u:p@h/db?port=6000abc", "node-postgres"),
        ("none", "postgres://u:p@h/db?database=prod", "postgres.js"),
        ("none", "postgres://u:p@h/db?application_name=a%00database%00prod", "node-postgres"),
        ("none", "postgres://h/db?application_name=a@prod/other", "tokio-postgres"),
        ("none", "postgres://u:p@h/db?service=prod&dbname=", "libpq"),
        ("none", "postgres://u:p@h/db?options=endpoint%3Dep-prod", "libpq"),
        ("none", "postgres://u:endpoint%3Dep-prod%3Bp@h/db", "libpq"),
        ("PGPASSWORD", "postgres://u@h/db", "libpq"),
        ("PGHOSTADDR", "postgres://u:p@h/db", "libpq"),
        ("PGPORT", "postgres://u:p@h/db", "libpq"),
        ("PGSERVICE with hostaddr", "postgres://u:p@h/db", "libpq"),
    ];
    let reports = read(&disguises.map(|(set, url, _)| (set, url)));
    for ((set, url, reason), report) in disguises.iter().zip(reports) {
        assert_eq!((report.holes, report.accepted), (1, 1), "{url} with {set}\n{report}");
        assert!(report.hole_samples[0].contains(&format!(": {reason} ")), "{report}");
    }
}

#[test]
#[ignore = "needs the drivers: cargo xtask test differential"]
fn finds_no_hole_where_the_drivers_agree() {
    let urls = [
        ("none", "postgresql://u:p@EP-Prod.neon.tech./db"),
        ("none", "postgresql://u:p@127.0.0.1:5433/app?sslmode=require"),
        ("none", "postgresql://u:p@ep-prod.neon.tech/db?options=endpoint%3Dep-prod"),
        ("PGHOST", "postgresql://u:p@db.example.com/app"),
    ];
    for (url, report) in urls.iter().zip(read(&urls)) {
        assert_eq!((report.holes, report.accepted), (0, 1), "{url:?}\n{report}");
    }
}

#[test]
#[ignore = "needs the drivers: cargo xtask test differential"]
fn counts_what_is_refused_without_need() {
    // Every driver opens the database `u` here.
    let reports = read(&[("none", "postgresql://u:p@h/")]);
    assert_eq!(reports[0].false_alarms["invalid_url"].count, 1, "{}", reports[0]);
}

#[test]
#[ignore = "needs the drivers: cargo xtask test differential"]
fn generated_urls_break_a_naive_guard() {
    let report = run(options(3000), &naive).expect("the readers answer");
    assert_eq!(report.generated, 3000);
    assert!(report.holes > 50, "{report}");
}

#[test]
fn the_guard_takes_ordinary_urls() {
    let mut random = Random::new(1);
    for url in (0..2000).map(|_| ordinary(&mut random)) {
        let judgement = guard::judge(&url, &std::collections::BTreeMap::new());
        assert!(matches!(judgement, Judgement::Target(_)), "{url}: {judgement:?}");
    }
}

#[test]
#[ignore = "needs the drivers: cargo xtask test differential"]
fn the_guard_has_no_holes() {
    let report = run(options(5000), &guard::judge).expect("the readers answer");
    assert!(report.accepted > 500, "{report}");
    assert_eq!(report.holes, 0, "{report}");
}
