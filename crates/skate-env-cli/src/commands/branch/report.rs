//! What several of the branch commands print.

use skate_env_core::neon::lifecycle::Plan;

use crate::{branch_setup::SetupOutcomes, control_plane::ControlPlane, output::Fields};

/// The lines about what followed.
pub(super) fn add_setup(fields: &mut Fields, steps: SetupOutcomes) {
    fields.add("migrations", steps.migrations.word("applied", "none: no Prisma here"));
    fields.add("seed", steps.seed.word("done", "none: not configured"));
}

/// A plan, and where it would be carried out.
pub(super) fn plan_text(plan: &Plan, control_plane: &ControlPlane) -> String {
    format!("Nothing was done. The plan {control_plane} for {plan}")
}
