//! Creates a branch exactly once, even if a reply is lost.

use super::{BranchSpec, Branches, context::EnsureContext};
use crate::neon::{
    BranchId, Error, FoundBranch, Request,
    calls::{self, branches::NewBranch, endpoints::Compute},
    find::contradictory_answer,
    model::{Branch, CreatedBranch},
};

/// After this many lost replies the error is returned.
const TRIES: u32 = 3;

/// The branch, and whether this call made it.
pub(super) struct Creation {
    pub(super) id: BranchId,
    pub(super) created: bool,
}

impl Branches {
    pub(super) fn new_branch(&self, spec: &BranchSpec, context: &EnsureContext) -> NewBranch {
        NewBranch {
            name: Some(spec.name.clone()),
            parent_id: Some(context.source.id.clone()),
            init_source: context.rules.schema_only.then(|| "schema-only".to_owned()),
            expires_at: context.rules.lives.and_then(|lives| self.expiry(lives)),
            parent_timestamp: spec.at.clone(),
        }
    }

    pub(super) async fn create(
        &self,
        spec: &BranchSpec,
        context: &EnsureContext,
        call: &Request<CreatedBranch>,
    ) -> Result<Creation, Error> {
        let mut tries = 1;
        loop {
            let error = match self.client.send(call).await {
                Ok(created) => return self.accept_created(spec, context, created).await,
                Err(error) => error,
            };
            let there_already = error.status() == Some(409);
            if !there_already && !error.is_uncertain() {
                return Err(error);
            }
            // Somebody made it, perhaps this very call: look before asking again.
            let found = self.client.branches_named(&self.project, &spec.name).await?;
            if let Some(oldest) = oldest(found) {
                self.judge(spec, context, &oldest, false)?;
                return Ok(Creation { id: oldest.branch.id, created: false });
            }
            if there_already || tries == TRIES {
                return Err(error);
            }
            tries += 1;
        }
    }

    async fn accept_created(
        &self,
        spec: &BranchSpec,
        context: &EnsureContext,
        created: CreatedBranch,
    ) -> Result<Creation, Error> {
        self.must_be(spec, context, &created.branch)?;
        let parent = created.branch.parent_id.as_ref();
        if !context.rules.schema_only && parent != Some(&context.source.id) {
            return Err(contradictory_answer("a branch of another parent than it was asked for"));
        }
        for endpoint in &created.endpoints {
            self.production.refuse_endpoint(endpoint)?;
        }
        let id = created.branch.id;
        // Neon keeps names apart; should two calls at once still have made two, the older stays.
        let found = self.client.branches_named(&self.project, &spec.name).await?;
        let rival = oldest(found).filter(|oldest| oldest.branch.id != id);
        let Some(rival) = rival else {
            self.wait_for_operations(&created.operations).await?;
            return Ok(Creation { id, created: true });
        };
        self.judge(spec, context, &rival, false)?;
        self.wait_for_operations(&created.operations).await?;
        self.client.send(&calls::branches::delete(&self.project, &id)).await?;
        Ok(Creation { id: rival.branch.id, created: false })
    }

    /// What came is what was asked for, and not production, whatever it says of itself.
    pub(super) fn must_be(
        &self,
        spec: &BranchSpec,
        context: &EnsureContext,
        branch: &Branch,
    ) -> Result<(), Error> {
        self.production.refuse_branch(branch, "handed out")?;
        if branch.name != spec.name
            || branch.project_id != self.project
            || branch.id == context.source.id
        {
            return Err(contradictory_answer("another branch than the one it was asked for"));
        }
        Ok(())
    }

    pub(super) async fn add_compute(
        &self,
        branch: &BranchId,
        compute: &Compute,
    ) -> Result<(), Error> {
        let call = calls::endpoints::create(&self.project, branch, compute);
        match self.client.send(&call).await {
            Ok(answer) => {
                self.production.refuse_endpoint(&answer.endpoint)?;
                self.wait_for_operations(answer.operations.as_deref().unwrap_or_default()).await
            }
            // A branch has one read-write compute at most, so a second one cannot come of this.
            Err(error) if error.is_uncertain() || error.status() == Some(409) => {
                let call = calls::endpoints::of_branch(&self.project, branch);
                let there = self.client.send(&call).await?.endpoints;
                if there.is_empty() { Err(error) } else { Ok(()) }
            }
            Err(error) => Err(error),
        }
    }
}

/// Of branches with one name, the one that every caller agrees on.
fn oldest(found: Vec<FoundBranch>) -> Option<FoundBranch> {
    found.into_iter().min_by(|a, b| {
        let key = |found: &FoundBranch| (found.branch.created_at.clone(), found.branch.id.clone());
        key(a).cmp(&key(b))
    })
}
