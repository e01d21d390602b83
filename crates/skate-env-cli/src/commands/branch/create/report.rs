//! What was made, or would be.

use std::fmt::{self, Write as _};

use serde::Serialize;
use skate_env_core::neon::lifecycle::{BranchSpec, EnsureOutcome, EnsuredBranch, Plan};

use super::{
    super::report::{add_setup, plan_text},
    masked::Masking,
};
use crate::{
    branch_setup::{Outcome, SetupOutcomes},
    control_plane::ControlPlane,
    env_file::FILE,
    output::{Answer, Fields},
};

#[derive(Serialize)]
pub(super) struct Made<'r> {
    control_plane: &'r ControlPlane,
    how: &'static str,
    branch: &'r str,
    branch_id: &'r str,
    class: &'static str,
    environment: &'static str,
    endpoint: &'r str,
    owner: &'r str,
    expires_at: Option<&'r str>,
    /// Without its password.
    url: String,
    /// What was masked now; a masked branch that was there was masked before.
    #[serde(skip_serializing_if = "Option::is_none")]
    masking: Option<Masking>,
    #[serde(skip)]
    source: &'r str,
    #[serde(flatten)]
    steps: SetupOutcomes,
}

impl<'r> Made<'r> {
    pub(super) fn new(
        control_plane: &'r ControlPlane,
        wanted: &'r BranchSpec,
        ensured: &'r EnsuredBranch,
        masking: Option<Masking>,
        steps: SetupOutcomes,
    ) -> Self {
        Self {
            control_plane,
            how: match ensured.outcome {
                EnsureOutcome::Created => "created",
                EnsureOutcome::Reused => "reused",
                EnsureOutcome::Reset => "reset",
            },
            branch: &ensured.branch.name,
            branch_id: ensured.branch.id.as_str(),
            class: wanted.class.as_str(),
            environment: wanted.class.environment().as_str(),
            endpoint: ensured.connection.endpoint.as_str(),
            owner: &wanted.owner,
            expires_at: ensured.branch.expires_at.as_deref(),
            url: ensured.connection.pooled.to_string(),
            masking,
            source: &ensured.source.name,
            steps,
        }
    }
}

impl Answer for Made<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        let mut fields = Fields::default();
        fields.add("branch", format!("{} ({}) {}", self.branch, self.how, self.control_plane));
        fields.add("class", format!("{}, for {}", self.class, self.environment));
        fields.add("expires", self.expires_at.unwrap_or("never"));
        fields.add("database", &self.url);
        if let Some(masking) = &self.masking {
            fields.add("masked", masking.to_string());
        }
        fields.add(FILE, self.steps.env_file.word("leads there", ""));
        if self.steps.history == Outcome::Done {
            fields.add("history", format!("taken over from {}", self.source));
        }
        add_setup(&mut fields, self.steps);
        fields.write(page)
    }
}

#[derive(Serialize)]
pub(super) struct Planned<'r> {
    dry_run: bool,
    control_plane: &'r ControlPlane,
    class: &'static str,
    environment: &'static str,
    owner: &'r str,
    plan: Plan,
    #[serde(flatten)]
    steps: SetupOutcomes,
}

impl<'r> Planned<'r> {
    pub(super) fn new(
        control_plane: &'r ControlPlane,
        wanted: &'r BranchSpec,
        plan: Plan,
        steps: SetupOutcomes,
    ) -> Self {
        Self {
            dry_run: true,
            control_plane,
            class: wanted.class.as_str(),
            environment: wanted.class.environment().as_str(),
            owner: &wanted.owner,
            plan,
            steps,
        }
    }
}

impl Answer for Planned<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        writeln!(page, "{}", plan_text(&self.plan, self.control_plane))?;
        writeln!(page)?;
        let mut fields = Fields::default();
        fields.add("class", format!("{}, for {}", self.class, self.environment));
        let SetupOutcomes { env_file, migrations, seed, .. } = self.steps;
        fields.add(FILE, env_file.word("would lead there", ""));
        fields.add("migrations", migrations.word("pending ones", "none: no Prisma here"));
        fields.add("seed", seed.word("would run", "none: not configured"));
        fields.write(page)
    }
}
