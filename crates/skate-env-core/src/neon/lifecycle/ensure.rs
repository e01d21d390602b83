//! `ensure`: creates the branch, or reuses the one of that name if it matches the spec.

use super::{
    BranchSpec, Branches, EnsureOutcome, EnsuredBranch, Plan, Step, WhenStale, compute,
    context::EnsureContext,
    create::Creation,
    difference::{Difference, differences, mismatch},
    unmasked_data::refuse_unmasked_name,
};
use crate::Code;
use crate::neon::{
    Error, FoundBranch, calls,
    model::{Branch, EndpointType, restricted},
};

impl Branches {
    /// What [`Branches::ensure`] would do.
    ///
    /// # Errors
    /// As [`Branches::ensure`].
    pub async fn plan_ensure(&self, spec: &BranchSpec) -> Result<Plan, Error> {
        let context = self.context(spec).await?;
        self.plan(spec, &context).await
    }

    /// Makes the branch, or takes the one of that name when it is what is wanted, waits until it
    /// answers, and says how it is reached.
    ///
    /// Two calls at once for one name end with one branch. After a lost reply it looks before it
    /// asks again.
    ///
    /// # Errors
    /// `protected_branch` and `production_target` rather than production; `branch_mismatch` for a
    /// branch of that name that is another's, made from another branch, or too old;
    /// `impossible_policy`; or what Neon said.
    pub async fn ensure(&self, spec: &BranchSpec) -> Result<EnsuredBranch, Error> {
        let context = self.context(spec).await?;
        let plan = self.plan(spec, &context).await?;
        if plan.creates() {
            refuse_unmasked_name(spec, &context)?;
        }
        let mut made = None;
        let mut outcome = EnsureOutcome::Reused;
        for step in &plan.steps {
            match step {
                Step::Create { branch, compute } => {
                    let annotation = spec.annotation(context.rules.masked);
                    let call =
                        calls::branches::create(&self.project, branch, Some(compute), &annotation);
                    let Creation { id, created } = self.create(spec, &context, &call).await?;
                    outcome = if created { EnsureOutcome::Created } else { EnsureOutcome::Reused };
                    made = Some(id);
                }
                Step::Reuse { branch_id } => made = Some(branch_id.clone()),
                Step::Reset { branch_id, restore } => {
                    self.send_restore(branch_id, restore, "reset").await?;
                    outcome = EnsureOutcome::Reset;
                }
                Step::Renew { branch_id, expires_at } => {
                    let call = calls::branches::set_expiry(
                        &self.project,
                        branch_id,
                        Some(expires_at.as_str()),
                    );
                    self.client.send(&call).await?;
                }
                Step::AddCompute { branch_id, compute } => {
                    self.add_compute(branch_id, compute).await?;
                }
                Step::Restore { .. } | Step::Delete { .. } => {}
            }
        }
        let Some(id) = made else {
            return Err(Error::new(
                Code::InternalError,
                "The plan has no branch.",
                "Please report it.",
            ));
        };
        let branch = self.wait_for_branch(&id).await?;
        self.must_be(spec, &context, &branch)?;
        let connection = self.connection_of(&branch, spec.class.environment()).await?;
        Ok(EnsuredBranch { branch, source: context.source, outcome, connection })
    }

    pub(super) async fn plan(
        &self,
        spec: &BranchSpec,
        context: &EnsureContext,
    ) -> Result<Plan, Error> {
        let mut found = self.client.branches_named(&self.project, &spec.name).await?;
        if found.len() > 1 {
            let message = format!("{} branches have the name `{}`.", found.len(), spec.name);
            return Err(Error::new(Code::AmbiguousName, message, "Delete all but one."));
        }
        let Some(found) = found.pop() else {
            let branch = self.new_branch(spec, context);
            let compute = compute(&context.rules);
            return Ok(Plan::new(&spec.name, vec![Step::Create { branch, compute }]));
        };
        self.plan_for_found(spec, context, &found).await
    }

    async fn plan_for_found(
        &self,
        spec: &BranchSpec,
        context: &EnsureContext,
        found: &FoundBranch,
    ) -> Result<Plan, Error> {
        // A reset would bring back what was masked.
        let may_reset = spec.when_stale == WhenStale::Reset && !context.rules.masked;
        let stale = self.judge(spec, context, found, may_reset)?;
        let branch = &found.branch;
        let id = || branch.id.clone();
        let mut steps = vec![Step::Reuse { branch_id: id() }];
        let mut notes = Vec::new();
        if stale {
            let (restore, note) = self.reset_request(branch, &context.source).await?;
            notes.extend(note);
            steps.push(Step::Reset { branch_id: id(), restore });
        }
        if let Some(expires_at) = self.renewal(context, branch) {
            steps.push(Step::Renew { branch_id: id(), expires_at });
        }
        let endpoints = calls::endpoints::of_branch(&self.project, &branch.id);
        let endpoints = self.client.send(&endpoints).await?.endpoints;
        if !endpoints.iter().any(|endpoint| endpoint.r#type == EndpointType::ReadWrite) {
            steps.push(Step::AddCompute { branch_id: id(), compute: compute(&context.rules) });
        }
        Ok(Plan { notes, ..Plan::new(&spec.name, steps) })
    }

    /// Whether the branch is the wanted one; `true` when it is but for its age, and may be reset.
    pub(super) fn judge(
        &self,
        spec: &BranchSpec,
        context: &EnsureContext,
        found: &FoundBranch,
        may_reset: bool,
    ) -> Result<bool, Error> {
        let branch = &found.branch;
        self.production.refuse_branch(branch, "handed out")?;
        if branch.id == context.source.id {
            return Err(mismatch(branch, &[Difference::NoOwner], &context.source));
        }
        let now = self.client.clock().timestamp();
        let found = differences(found, spec, &context.rules, &context.source, now);
        match found.as_slice() {
            [] => Ok(false),
            [Difference::Age(_)] if may_reset && restricted(branch, "restore").is_none() => {
                Ok(true)
            }
            differences => Err(mismatch(branch, differences, &context.source)),
        }
    }

    /// A new expiry, where the branch has used up an hour or more of its class's life.
    pub(super) fn renewal(&self, context: &EnsureContext, branch: &Branch) -> Option<String> {
        let lives = context.rules.lives?;
        let end = self.client.clock().timestamp().checked_add(lives).ok()?;
        let until: Option<jiff::Timestamp> = branch.expires_at.as_ref()?.parse().ok();
        let short = until.is_none_or(|until| end.duration_since(until).as_hours() >= 1);
        short.then(|| self.expiry(lives)).flatten()
    }
}
