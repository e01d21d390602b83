//! Generated scripts, run by bash with tools that only write down how they were called, and read
//! by us: whatever bash ran must have been read, or the script counts as unreadable.
//!
//! The same scripts each time; with `SKATE_ENV_TEST_SCRIPTS` that many new ones.
#![cfg(unix)]

mod bash;
mod script;

use proptest::{
    prelude::*,
    test_runner::{RngAlgorithm, TestRng, TestRunner},
};
use skate_env_command_line::{CommandAnalysis, DatabaseAction, Effect, NoFiles, analyze};
use skate_env_core::{Config, Variables};

const SCRIPTS: u32 = 1_000;
/// Of a hundred scripts: more that cannot be read mean that the reader gives up too early.
const MOST_UNREADABLE: u32 = 12;

#[test]
#[expect(clippy::disallowed_methods, reason = "how many scripts is said from outside")]
fn whatever_bash_runs_was_read() {
    let wanted = std::env::var("SKATE_ENV_TEST_SCRIPTS").ok().and_then(|it| it.parse().ok());
    let cases = wanted.unwrap_or(SCRIPTS);
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let folder = tempfile::tempdir().unwrap();
    let mut unreadable = std::cell::Cell::new(0);
    let mut runner = if wanted.is_some() {
        TestRunner::new(config)
    } else {
        let seed = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        TestRunner::new_with_rng(config, seed)
    };
    let outcome = runner.run(&script::script(), |script| {
        let calls = bash::run(&script, folder.path());
        let analysis = read(&script);
        let hides = |action: &DatabaseAction| {
            action.effect == Effect::Arbitrary && !["prisma", "psql"].contains(&&*action.name)
        };
        if analysis.actions.iter().any(hides) {
            unreadable.set(unreadable.get() + 1);
            return Ok(());
        }
        for call in calls {
            let seen = analysis.actions.iter().any(|action| call.is(&action.name, action.effect));
            prop_assert!(seen, "bash ran {call:?}; read were {:?}", analysis.actions);
        }
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
    let unreadable = *unreadable.get_mut();
    assert!(unreadable * 100 <= cases * MOST_UNREADABLE, "{unreadable} of {cases} were not read");
}

fn read(script: &str) -> CommandAnalysis {
    let words = ["bash", "-c", script].map(str::to_owned);
    analyze(&words, &Variables::new(), &Config::default(), &NoFiles)
}
