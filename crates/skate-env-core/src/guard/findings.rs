//! Collects refusals and warnings.

use crate::Problem;

/// Refusals and warnings, in the order found.
pub(crate) struct Findings {
    refusals: Vec<Problem>,
    warnings: Vec<Problem>,
}

impl Findings {
    pub(crate) fn new(refusals: impl Iterator<Item = Problem>) -> Self {
        Self { refusals: refusals.collect(), warnings: Vec::new() }
    }

    pub(crate) fn refuse(&mut self, problem: Problem) {
        self.refusals.push(problem);
    }

    pub(crate) fn warn(&mut self, problem: Problem) {
        self.warnings.push(problem);
    }

    /// Refuses or warns, as the policy has it.
    pub(crate) fn add(&mut self, refuse: bool, problem: Problem) {
        if refuse { self.refuse(problem) } else { self.warn(problem) }
    }

    pub(crate) fn into_parts(self) -> (Vec<Problem>, Vec<Problem>) {
        (self.refusals, self.warnings)
    }
}
