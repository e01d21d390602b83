//! Branches that hold masked data only. Their URL is not given out before the masking is done.
//!
//! Until then such a branch is temporary and has the name `unmasked/…`: it is deleted if the masking
//! fails or is interrupted. What a killed process leaves keeps that reserved name and its class's
//! expiry. When its data is masked, the branch gets new passwords, all its sessions end, and it gets
//! its final name. So no URL that was given out ever led to real data.

use super::{
    BranchSpec, Branches, ClassRules, EnsureOutcome, EnsuredBranch, TemporaryBranch, UNMASKED,
    connection::SERVICE_ROLES, unmasked_data::refuse_unfinished,
};
use crate::Environment;
use crate::neon::{BranchRef, Error, calls, find::contradictory_answer, model::Branch};

/// The first step of a masked branch.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one of it")]
pub enum MaskingStart {
    /// The branch exists, is masked, and belongs to the caller.
    AlreadyMasked(EnsuredBranch),
    /// The branch must be masked, then kept by [`TemporaryBranch::keep_as`].
    NeedsMasking(TemporaryBranch),
}

impl Branches {
    /// Whether a wanted branch holds masked data only: as it says itself, or as its class does.
    ///
    /// # Errors
    /// As [`ClassRules::of`].
    pub fn is_masked(&self, spec: &BranchSpec) -> Result<bool, Error> {
        let rules = ClassRules::of(spec.class, self.config.classes.get(&spec.class))?;
        Ok(rules.spec(spec).masked)
    }

    /// Creates the branch under the reserved name, or reuses the masked one of the wanted name.
    ///
    /// # Errors
    /// As [`Branches::ensure`].
    pub async fn begin_masked(&self, spec: &BranchSpec) -> Result<MaskingStart, Error> {
        let spec = &BranchSpec { masked: Some(true), ..spec.clone() };
        let context = self.context(spec).await?;
        if !self.plan(spec, &context).await?.creates() {
            return Ok(MaskingStart::AlreadyMasked(self.ensure(spec).await?));
        }
        let name = format!("{UNMASKED}{}", spec.name);
        Ok(MaskingStart::NeedsMasking(
            self.create_temporary(&BranchSpec { name, ..spec.clone() }).await?,
        ))
    }

    /// Gives a branch whose data is masked now the name that was wanted, once nobody who knew it
    /// before gets in.
    pub(super) async fn publish(&self, branch: &Branch, name: &str) -> Result<Branch, Error> {
        self.revoke_access(branch).await?;
        let call = calls::branches::rename(&self.project, &branch.id, name);
        let renamed = self.client.send(&call).await?;
        self.wait_for_operations(&renamed.operations).await?;
        let itself = BranchRef::Id(branch.id.clone());
        let found = self.client.find_branch(&self.project, &itself).await?;
        if found.branch.name != name {
            return Err(contradictory_answer("another name than it was asked for"));
        }
        refuse_unfinished(&found)?;
        Ok(found.branch)
    }

    /// New passwords for everybody, and an end to all who came with the parent's.
    async fn revoke_access(&self, branch: &Branch) -> Result<(), Error> {
        let roles = self.client.send(&calls::roles::list(&self.project, &branch.id)).await?.roles;
        for role in roles.iter().filter(|role| !SERVICE_ROLES.contains(&role.name.as_str())) {
            let call = calls::roles::reset_password(&self.project, &branch.id, &role.name);
            let answer = self.client.send(&call).await?;
            self.wait_for_operations(answer.operations.as_deref().unwrap_or_default()).await?;
        }
        let endpoint = self.read_write_endpoint(branch).await?;
        let call = calls::endpoints::restart(&self.project, &endpoint.id);
        let answer = self.client.send(&call).await?;
        self.wait_for_operations(answer.operations.as_deref().unwrap_or_default()).await?;
        self.wait_for_branch(&branch.id).await.map(|_| ())
    }
}

impl TemporaryBranch {
    /// Keeps a branch whose data is masked now, under the name that was wanted. On any error it is
    /// deleted.
    ///
    /// # Errors
    /// `neon_refused` where the name is taken by now, or Neon's error.
    pub async fn keep_as(
        mut self,
        name: &str,
        environment: Environment,
    ) -> Result<EnsuredBranch, Error> {
        let branches = self.branches.clone();
        let branch = branches.publish(&self.ensured.branch, name).await?;
        let connection = branches.connection_of(&branch, environment).await?;
        self.is_released = true;
        let source = self.ensured.source.clone();
        Ok(EnsuredBranch { branch, source, outcome: EnsureOutcome::Created, connection })
    }
}
