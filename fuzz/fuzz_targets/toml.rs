//! Parses a random policy: no panic, and an error always has a problem.
#![no_main]

use libfuzzer_sys::fuzz_target;
use skate_env_core::Config;

fuzz_target!(|text: &str| {
    match Config::parse("skate-env.toml", text) {
        Ok(config) => assert!(!config.variable_names().is_empty()),
        Err(error) => assert!(error.problems().next().is_some()),
    }
});
