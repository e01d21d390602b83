//! pgbench in each of its protocols.

use skate_env_core::{Environment, Purpose};

use super::Comparison;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL's programs: cargo xtask test gateway"]
async fn every_protocol_runs_all_of_its_transactions() {
    let comparison = Comparison::with_consent().await;
    let initialized = comparison.same("pgbench", &["-i", "-q", "--foreign-keys"], "").await;
    assert_eq!(initialized.status, Some(0), "{}", initialized.stderr);
    for protocol in ["simple", "extended", "prepared"] {
        let words = ["-M", protocol, "-c", "4", "-t", "50"];
        let ran = comparison.same("pgbench", &words, "").await;
        assert_eq!(ran.status, Some(0), "{}", ran.stderr);
        assert!(ran.stdout.contains("200/200"), "{}", ran.stdout);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL's programs: cargo xtask test gateway"]
async fn what_an_application_does_is_judged_and_passes() {
    for (purpose, script) in [(Purpose::App, "tpcb-like"), (Purpose::Read, "select-only")] {
        let comparison = Comparison::start(Environment::Production, purpose).await;
        for target in [comparison.direct(), super::Target::direct(&comparison.with)] {
            let filled = target.program("pgbench").args(["-i", "-q"]).output().unwrap();
            assert!(filled.status.success(), "{filled:?}");
        }
        for protocol in ["simple", "extended", "prepared"] {
            // Without `-n` it empties a table first.
            let words = ["-n", "-b", script, "-M", protocol, "-c", "4", "-t", "50"];
            let ran = comparison.same("pgbench", &words, "").await;
            assert_eq!(ran.status, Some(0), "{}", ran.stderr);
            assert!(ran.stdout.contains("200/200"), "{}", ran.stdout);
        }
    }
}
