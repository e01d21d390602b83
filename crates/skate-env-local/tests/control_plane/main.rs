//! A control plane with production, staging and previews on real servers: isolation, restore,
//! suspension, and homes that cannot be used.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that panics has failed, and says where")]
#![expect(clippy::print_stderr, reason = "how long a parent's session waited")]

#[path = "../server/fixture.rs"]
#[expect(dead_code, reason = "shared with the tests of single servers")]
mod common;
mod consumption;
#[path = "../helpers/disk.rs"]
mod disk;
mod fixture;
mod full_disk;
#[path = "../helpers/helpers.rs"]
#[expect(dead_code, reason = "shared with the crash test")]
mod helpers;
mod homes;
mod isolation;
mod restore;
mod suspend;
mod torn_copy;
