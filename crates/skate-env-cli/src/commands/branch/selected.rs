//! The branch that an argument names, for commands that reset, switch to or delete it.

use serde::Serialize;
use skate_env_core::{
    Class,
    neon::{BranchRef, FoundBranch},
};

use crate::{
    control_plane::ControlPlane,
    failure::Failure,
    neon_session::{NeonSession, owner},
    options::ChangeOptions,
};

/// A branch that exists.
pub(super) struct SelectedBranch {
    pub(super) found: FoundBranch,
    pub(super) reference: BranchRef,
    pub(super) class: Class,
}

/// What every report about a branch begins with.
#[derive(Clone, Copy, Serialize)]
pub(super) struct BranchSummary<'r> {
    pub(super) dry_run: bool,
    pub(super) control_plane: &'r ControlPlane,
    pub(super) branch: &'r str,
    branch_id: &'r str,
}

impl SelectedBranch {
    /// Finds a branch by its name, its id or its environment.
    pub(super) async fn find(session: &NeonSession<'_>, name: &str) -> Result<Self, Failure> {
        Ok(Self::new(session, session.branches.find(name).await?))
    }

    pub(super) fn new(session: &NeonSession<'_>, found: FoundBranch) -> Self {
        let reference = BranchRef::Id(found.branch.id.clone());
        Self { class: session.class(&found), reference, found }
    }

    pub(super) fn name(&self) -> &str {
        &self.found.branch.name
    }

    /// Refuses another user's branch unless `--everyone` allows it.
    pub(super) fn check_owner(
        &self,
        session: &NeonSession<'_>,
        everyone: bool,
        command: &str,
    ) -> Result<(), Failure> {
        if everyone {
            return Ok(());
        }
        Ok(owner::check(&self.found, &session.owner(), command)?)
    }

    pub(super) fn summary<'r>(
        &'r self,
        session: &'r NeonSession<'_>,
        options: &ChangeOptions,
    ) -> BranchSummary<'r> {
        BranchSummary {
            dry_run: options.dry_run,
            control_plane: &session.plane,
            branch: self.name(),
            branch_id: self.found.branch.id.as_str(),
        }
    }
}
