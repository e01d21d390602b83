//! Reports the branch that was created, or would be.

use std::fmt::{self, Write as _};

use serde::Serialize;
use skate_env_core::neon::lifecycle::{BranchSpec, EnsureOutcome, EnsuredBranch, Plan};

use super::{
    super::report::{add_setup, plan_text},
    masked::MaskingReport,
};
use crate::{
    branch_setup::{SetupResults, StepResult},
    control_plane::ControlPlane,
    env_file::ENV_FILE,
    output::{Answer, Fields},
};

#[derive(Serialize)]
pub(super) struct CreatedReport<'r> {
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
    /// What was masked now; a reused branch was masked earlier.
    #[serde(skip_serializing_if = "Option::is_none")]
    masking: Option<MaskingReport>,
    #[serde(skip)]
    source: &'r str,
    #[serde(flatten)]
    setup: SetupResults,
}

impl<'r> CreatedReport<'r> {
    pub(super) fn new(
        control_plane: &'r ControlPlane,
        spec: &'r BranchSpec,
        ensured: &'r EnsuredBranch,
        masking: Option<MaskingReport>,
        setup: SetupResults,
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
            class: spec.class.as_str(),
            environment: spec.class.environment().as_str(),
            endpoint: ensured.connection.endpoint.as_str(),
            owner: &spec.owner,
            expires_at: ensured.branch.expires_at.as_deref(),
            url: ensured.connection.pooled.to_string(),
            masking,
            source: &ensured.source.name,
            setup,
        }
    }
}

impl Answer for CreatedReport<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        let mut fields = Fields::default();
        fields.add("branch", format!("{} ({}) {}", self.branch, self.how, self.control_plane));
        fields.add("class", format!("{}, for {}", self.class, self.environment));
        fields.add("expires", self.expires_at.unwrap_or("never"));
        fields.add("database", &self.url);
        if let Some(masking) = &self.masking {
            fields.add("masked", masking.to_string());
        }
        fields.add(ENV_FILE, self.setup.env_file.describe("leads there", ""));
        if self.setup.history == StepResult::Done {
            fields.add("history", format!("copied from {}", self.source));
        }
        add_setup(&mut fields, self.setup);
        fields.write(page)
    }
}

#[derive(Serialize)]
pub(super) struct PlanReport<'r> {
    dry_run: bool,
    control_plane: &'r ControlPlane,
    class: &'static str,
    environment: &'static str,
    owner: &'r str,
    plan: Plan,
    #[serde(flatten)]
    setup: SetupResults,
}

impl<'r> PlanReport<'r> {
    pub(super) fn new(
        control_plane: &'r ControlPlane,
        spec: &'r BranchSpec,
        plan: Plan,
        setup: SetupResults,
    ) -> Self {
        Self {
            dry_run: true,
            control_plane,
            class: spec.class.as_str(),
            environment: spec.class.environment().as_str(),
            owner: &spec.owner,
            plan,
            setup,
        }
    }
}

impl Answer for PlanReport<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        writeln!(page, "{}", plan_text(&self.plan, self.control_plane))?;
        writeln!(page)?;
        let mut fields = Fields::default();
        fields.add("class", format!("{}, for {}", self.class, self.environment));
        let SetupResults { env_file, migrations, seed, .. } = self.setup;
        fields.add(ENV_FILE, env_file.describe("would lead there", ""));
        fields.add("migrations", migrations.describe("pending ones", "none: no Prisma here"));
        fields.add("seed", seed.describe("would run", "none: not configured"));
        fields.write(page)
    }
}
