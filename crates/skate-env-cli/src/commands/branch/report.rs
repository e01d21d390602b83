//! Text that the reports of several branch commands share.

use skate_env_core::neon::lifecycle::Plan;

use crate::{branch_setup::SetupResults, control_plane::ControlPlane, output::Fields};

/// Adds the lines about migrations and seed.
pub(super) fn add_setup(fields: &mut Fields, results: SetupResults) {
    fields.add("migrations", results.migrations.describe("applied", "none: no Prisma here"));
    fields.add("seed", results.seed.describe("done", "none: not configured"));
}

/// A plan, and where it would be executed.
pub(super) fn plan_text(plan: &Plan, control_plane: &ControlPlane) -> String {
    format!("Nothing was done. The plan {control_plane} for {plan}")
}
