//! CPU time of ended children, from `/proc`.

use std::time::Duration;

/// Of all children that were waited for so far, with their own children; `None` where the system
/// does not tell.
#[cfg(target_os = "linux")]
pub(super) fn of_ended_children() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name may hold anything, parentheses too; cutime and cstime are the 16th and 17th field.
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks = |index| fields.split_whitespace().nth(index)?.parse::<u64>().ok();
    let ticks = ticks(13)? + ticks(14)?;
    Some(Duration::from_millis(ticks * 1000 / rustix::param::clock_ticks_per_second()))
}

#[cfg(not(target_os = "linux"))]
pub(super) fn of_ended_children() -> Option<Duration> {
    None
}
