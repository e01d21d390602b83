//! A branch's usage where nothing was measured: from its size, its age and how it is used.

use crate::Usage;

/// What is known, or assumed, of a branch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ModelledBranch {
    /// The units of its compute.
    pub units: f64,
    /// Hours for which it exists.
    pub hours: f64,
    /// Hours of work; `None`: its compute is never suspended.
    pub busy_hours: Option<f64>,
    /// How often its compute is woken; each time it waits for `suspend_minutes` before it sleeps.
    pub wakes: f64,
    /// Minutes without a query after which its compute is suspended.
    pub suspend_minutes: f64,
    /// The size of its data, in bytes.
    pub logical_bytes: f64,
    /// What was written since it was created, in bytes; `None` for a root branch.
    pub changed_bytes: Option<f64>,
    /// Its history, in bytes; of a root branch.
    pub history_bytes: f64,
}

/// What such a branch uses. Its compute runs while there is work and for a while after each wake,
/// never longer than the branch exists. A child's storage is what it changed, at most its data.
#[must_use]
pub fn modelled(branch: &ModelledBranch) -> Usage {
    let awake = branch.busy_hours.map_or(branch.hours, |busy| {
        (busy + branch.wakes * branch.suspend_minutes / 60.0).min(branch.hours)
    });
    let changed = branch.changed_bytes.map(|changed| changed.min(branch.logical_bytes));
    let root = if changed.is_none() { branch.logical_bytes } else { 0.0 };
    Usage {
        compute_unit_seconds: branch.units * awake * 3_600.0,
        root_byte_hours: root * branch.hours,
        child_byte_hours: changed.unwrap_or_default() * branch.hours,
        history_byte_hours: branch.history_bytes * branch.hours,
        child_branch_hours: if changed.is_some() { branch.hours } else { 0.0 },
        ..Usage::default()
    }
    .sane()
}
