//! Reports what a deployment applied, or would apply.

use std::fmt;

use serde::Serialize;
use skate_env_core::ResolvedDatabase;
use skate_env_migrate::Migration;

use super::{preconditions::Preconditions, restore_point::RestorePoint};
use crate::output::{Answer, Fields, GOOD, Styled, TargetData};

/// The answer.
#[derive(Serialize)]
pub(super) struct Report<'r> {
    environment: &'static str,
    target: Option<TargetData>,
    /// What was pending before, in order.
    pending: Vec<&'r str>,
    /// What was applied; empty in a dry run.
    pub(super) applied: Vec<String>,
    /// The environment in which they are applied already.
    after: Option<&'static str>,
    /// When they were tested on a copy.
    tested_at: Option<String>,
    /// Why they were not tested.
    untested: Option<&'r str>,
    pub(super) restore_point: Option<RestorePoint>,
}

impl<'r> Report<'r> {
    pub(super) fn new(
        resolved: &ResolvedDatabase,
        pending: &[&'r Migration],
        preconditions: &'r Preconditions,
    ) -> Self {
        let known = preconditions.upstream.as_ref().filter(|(_, history)| history.is_ok());
        Self {
            environment: resolved.environment.as_str(),
            target: resolved.target.as_ref().map(TargetData::of),
            pending: pending.iter().map(|one| one.name.as_str()).collect(),
            applied: Vec::new(),
            after: known.map(|(environment, _)| environment.as_str()),
            tested_at: preconditions.record.as_ref().map(|record| record.tested_at.to_string()),
            untested: preconditions.untested.as_deref(),
            restore_point: None,
        }
    }
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        let mut fields = Fields::default();
        fields.add("environment", self.environment);
        match (self.pending.as_slice(), self.applied.as_slice()) {
            ([], _) => fields.add("migrations", Styled(GOOD, "nothing is pending")),
            (pending, []) => fields.add("would apply", pending.join(", ")),
            (_, applied) => fields.add("applied", applied.join(", ")),
        }
        if let Some(after) = self.after {
            fields.add("after", after);
        }
        if let Some(reason) = self.untested {
            fields.add("untested", reason);
        } else if let Some(at) = &self.tested_at {
            fields.add("tested", at);
        }
        fields.write(page)
    }
}
