//! Production, staging and previews on real servers: each is its own, and none disturbs another.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that panics has failed, and says where")]
#![expect(clippy::print_stderr, reason = "how long a parent's session waited")]

#[path = "../real/common.rs"]
#[expect(dead_code, reason = "shared with the tests of single servers")]
mod common;
mod disk;
mod ground;
#[path = "../helpers/mod.rs"]
#[expect(dead_code, reason = "shared with the crash test")]
mod helpers;
mod homes;
mod isolation;
mod moments;
mod sleep;
