//! Creates a branch whose data is masked before its URL is given to anybody.

mod by_neon;
mod by_sql;
mod masking_report;
mod rules;
mod session;

use skate_env_core::{
    MaskingEngine,
    neon::lifecycle::{BranchSpec, EnsuredBranch},
};

pub(in crate::commands) use self::{masking_report::MaskingReport, rules::gather};
use crate::{failure::Failure, neon_session::NeonSession};

/// Creates it with the engine that the policy names. There is no report for a branch that exists
/// already.
pub(in crate::commands) async fn create(
    session: &NeonSession<'_>,
    spec: &BranchSpec,
) -> Result<(EnsuredBranch, Option<MaskingReport>), Failure> {
    let rules = gather(&session.context)?;
    let policy = session.context.config.masking.as_ref();
    match policy.map(|policy| policy.engine).unwrap_or_default() {
        MaskingEngine::Sql => by_sql::create(session, spec, &rules).await,
        MaskingEngine::Neon => by_neon::create(session, spec, &rules).await,
    }
}
