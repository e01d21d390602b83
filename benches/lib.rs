//! The measurements are in `decision.rs` (the core) and `run.mjs` (the npm package).
