//! Loads two random dotenv files beside a process variable: no panic, the process takes precedence,
//! and no variable is assigned twice.
#![no_main]

use std::collections::HashSet;

use libfuzzer_sys::fuzz_target;
use skate_env_core::dotenv::{File, load};

fuzz_target!(|input: (&[u8], &[u8], String)| {
    let (first, second, value) = input;
    let files = [File::new(".env.local", first), File::new(".env", second)];
    let process = |name: &str| (name == "DATABASE_URL").then(|| value.clone());
    let loaded = load(&files, &process);
    let names: HashSet<_> = loaded.assignments.iter().map(|assigned| &assigned.name).collect();
    assert_eq!(names.len(), loaded.assignments.len(), "a variable is assigned twice");
    assert!(value.is_empty() || loaded.assignments.iter().all(|a| a.name != "DATABASE_URL"));
});
