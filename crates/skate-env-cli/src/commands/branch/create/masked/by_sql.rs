//! Creates a branch that skate-env masks by SQL, before the branch gets its name and password.

use skate_env_core::neon::lifecycle::{BranchSpec, EnsuredBranch, MaskingStart, TemporaryBranch};
use skate_env_mask::{Report, Rules, mask, recycle_wal};

use super::{
    super::explain::explain,
    masking_report::MaskingReport,
    session::{DELETED, open, warn_about_unclassified},
};
use crate::{control_plane::ControlPlane, failure::Failure, neon_session::NeonSession};

pub(super) async fn create(
    session: &NeonSession<'_>,
    spec: &BranchSpec,
    rules: &Rules,
) -> Result<(EnsuredBranch, Option<MaskingReport>), Failure> {
    let (name, plane, progress) = (&spec.name, &session.plane, session.progress);
    let doing = format!("Creating branch `{name}` {plane}, to be masked");
    let creating = Box::pin(session.branches.begin_masked(spec));
    let created = progress.step(doing, DELETED, creating).await;
    let temporary = match created.map_err(|error| explain(error, spec))? {
        MaskingStart::AlreadyMasked(ensured) => return Ok((ensured, None)),
        MaskingStart::NeedsMasking(temporary) => temporary,
    };
    let masking = Box::pin(mask_branch(&temporary, rules, plane));
    let report = progress.step("Masking its data", DELETED, masking).await?;
    for leak in &report.leaks {
        progress.note(&format!("warning: `{}` still holds values of masked columns", leak.column));
    }
    warn_about_unclassified(session, &report.unclassified);
    let keeping = Box::pin(temporary.keep_as(name, spec.class.environment()));
    let ensured = progress.step("Changing its password", DELETED, keeping).await?;
    Ok((ensured, Some(MaskingReport::Sql(report))))
}

async fn mask_branch(
    temporary: &TemporaryBranch,
    rules: &Rules,
    plane: &ControlPlane,
) -> Result<Report, Failure> {
    let mut session = open(temporary.branch(), temporary.connection(), rules).await?;
    let report = mask(session.client_mut(), rules).await?;
    if matches!(plane, ControlPlane::Local { .. }) {
        recycle_wal(session.client()).await?;
    }
    Ok(report)
}
