//! `skate-env report` over a record, with and without a control plane.

use std::fs;

use serde_json::Value;

use crate::{
    cost::OCTOBER,
    fake_neon::FakeNeon,
    harness::{PINNED, Project},
};

/// A set-up, a connection that failed and two that did not, a sweep, and a line that was cut.
fn record() -> String {
    let now = jiff::Timestamp::now();
    let at = |seconds: i64| now - jiff::SignedDuration::from_secs(600 - seconds);
    let line = |seconds, rest: &str| format!("{{\"t\":\"{}\",{rest}}}\n", at(seconds));
    [
        line(0, r#""event":"local_start","ok":true"#),
        line(20, r#""event":"verify","environment":"staging","class":"staging","ok":false,"code":"database_unavailable","ms":5000"#),
        line(30, r#""event":"verify","environment":"staging","class":"staging","ok":true,"ms":40"#),
        line(40, r#""event":"sweep","ok":true,"ms":900,"count":3,"ci":true"#),
        "{\"t\":\"2026-11-2".to_owned(),
    ]
    .concat()
}

fn project() -> Project {
    Project::new().file("skate-env.toml", PINNED).file(".skate-env/events/2099-01.jsonl", record())
}

#[test]
fn without_a_control_plane_it_shows_the_record() {
    let project = project();
    let ending = project.run("report").ends();
    assert_eq!((ending.exit, ending.stderr.as_str()), (0, ""), "{ending}");
    assert!(
        ending.stdout.starts_with("Every environment with a database here has its own.\n\nwhat "),
        "{ending}"
    );
    assert!(ending.stdout.ends_with("\nNext:\n  skate-env local start\n"), "{ending}");
    let json = project.run("report --output json").ends();
    let report: Value = serde_json::from_str(&json.stdout).unwrap();
    let summary = &report["summary"];
    let staging = &summary["connections"]["staging"];
    assert_eq!((&staging["total"], &staging["failed"]), (&2.into(), &1.into()));
    assert_eq!(summary["operations"]["sweep"]["branches"], 3);
    assert_eq!((&summary["setup_seconds"], &summary["damaged"]), (&30.0.into(), &1.into()));
    // It changes nothing, the record included.
    let files: Vec<_> = fs::read_dir(project.path().join(".skate-env/events")).unwrap().collect();
    assert_eq!(files.len(), 1);
}

#[test]
fn records_of_other_machines_are_read_too() {
    let project = project().file("artifacts/linux/2099-01.jsonl", record().replace("600", "601"));
    let ending = project.run("report --events artifacts/linux artifacts/none --output json").ends();
    let report: Value = serde_json::from_str(&ending.stdout).unwrap();
    assert_eq!(report["summary"]["events"], 8, "{ending}");
}

#[test]
fn files_are_written_whole_and_the_summary_goes_to_the_job() {
    let neon = FakeNeon::serve(OCTOBER);
    let project = project().file("old.html", "an older page");
    let run = |words: &str| {
        project
            .run("report --plan launch")
            .words(words)
            .variable("NEON_API_KEY", "c4n4ry-key")
            .variable("NEON_API_HOST", &neon.address)
            .variable("NEON_PROJECT_ID", "p1")
    };
    let ending = run("--html old.html --prometheus metrics.prom").ends();
    assert!(ending.exit == 0 && ending.stdout.contains("\nWritten: metrics.prom\n"), "{ending}");
    let page = fs::read_to_string(project.path().join("old.html")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("feature/orders"), "{page}");
    assert!(!page.contains("c4n4ry") && page.contains("default-src 'none'"));
    let metrics = fs::read_to_string(project.path().join("metrics.prom")).unwrap();
    for line in [
        "skate_env_verify_total{environment=\"staging\",result=\"failed\"} 1\n",
        "skate_env_branches{class=\"feature\",state=\"asleep\"} 1\n",
        "skate_env_setup_seconds 30\n",
    ] {
        assert!(metrics.contains(line), "{line} in {metrics}");
    }
    let left: Vec<_> = fs::read_dir(project.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().ends_with(".tmp"))
        .collect();
    assert!(left.is_empty());
    let summary = project.path().join("summary.md");
    let ending = run("--summary").variable("GITHUB_STEP_SUMMARY", &summary).ends();
    assert_eq!((ending.exit, ending.stdout.as_str()), (0, ""), "{ending}");
    assert!(fs::read_to_string(summary).unwrap().starts_with("## Databases\n"));
    let ending = run("--html no/such/folder/x.html").ends();
    assert!(ending.exit == 1 && ending.stderr.contains("[file_not_written]"), "{ending}");
}
