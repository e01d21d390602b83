//! Benchmarks: `decision.rs` (the core), `processes.rs` (commands from start to end) and `run.mjs` (the
//! npm package).
