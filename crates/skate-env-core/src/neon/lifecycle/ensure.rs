//! `ensure`: the branch that is wanted, made or taken as it is, and never another.

use crate::Code;
use futures_util::future::try_join;

use crate::neon::{
    Error, FoundBranch, calls,
    lifecycle::{
        Branches, Connection, Plan, Rules, Step, Subscription, Wanted, WhenStale, check, compute,
        judge::{Difference, differences, mismatch},
        make::Made,
        masked::refuse_unmasked_name,
    },
    model::{Branch, EndpointType, restricted},
};

/// How `ensure` came to its branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It was made.
    Created,
    /// It was there.
    Reused,
    /// It was there and was put back to its parent's state.
    Reset,
}

/// A branch that is there, answers, and is not production.
#[derive(Clone, Debug)]
pub struct Ensured {
    /// The branch.
    pub branch: Branch,
    /// The branch that it was to be made from.
    pub source: Branch,
    /// How it came to be.
    pub how: How,
    /// How it is reached.
    pub connection: Connection,
}

/// What a plan was made from, so that the deed need not ask again.
pub(super) struct Case {
    pub(super) rules: Rules,
    pub(super) source: Branch,
}

impl Branches {
    /// What [`Branches::ensure`] would do.
    ///
    /// # Errors
    /// As [`Branches::ensure`].
    pub async fn plan_ensure(&self, wanted: &Wanted) -> Result<Plan, Error> {
        let case = self.case(wanted).await?;
        self.plan(wanted, &case).await
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
    pub async fn ensure(&self, wanted: &Wanted) -> Result<Ensured, Error> {
        let case = self.case(wanted).await?;
        let plan = self.plan(wanted, &case).await?;
        if plan.creates() {
            refuse_unmasked_name(wanted, &case)?;
        }
        let mut made = None;
        let mut how = How::Reused;
        for step in &plan.steps {
            match step {
                Step::Create { branch, compute } => {
                    let annotation = wanted.annotation(case.rules.masked);
                    let call =
                        calls::branches::create(&self.project, branch, Some(compute), &annotation);
                    let Made { id, created } = self.make(wanted, &case, &call).await?;
                    how = if created { How::Created } else { How::Reused };
                    made = Some(id);
                }
                Step::Reuse { branch_id } => made = Some(branch_id.clone()),
                Step::Reset { branch_id, restore } => {
                    self.restore(branch_id, restore).await?;
                    how = How::Reset;
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
                Step::Delete { .. } => {}
            }
        }
        let Some(id) = made else {
            return Err(Error::new(Code::InternalError, "A plan had no branch.", "Report it."));
        };
        let branch = self.wait_for_branch(&id).await?;
        self.must_be(wanted, &case, &branch)?;
        let connection = self.connection_of(&branch, wanted.class.environment()).await?;
        Ok(Ensured { branch, source: case.source, how, connection })
    }

    pub(super) async fn case(&self, wanted: &Wanted) -> Result<Case, Error> {
        let policy = self.config.classes.get(&wanted.class);
        let rules = Rules::of(wanted.class, policy)?.wanted(wanted);
        self.refuse_name(wanted)?;
        let project = calls::projects::get(&self.project);
        let (project, source) =
            try_join(self.client.send(&project), self.find(&rules.source)).await?;
        let source = source.branch;
        let subscription = Subscription::of(&project.project);
        let problems = check(&rules, subscription, source.expires_at.is_some());
        match problems.into_iter().next() {
            Some(problem) => Err(problem.into()),
            None => Ok(Case { rules, source }),
        }
    }

    /// A name that is an environment's branch stays that environment's.
    fn refuse_name(&self, wanted: &Wanted) -> Result<(), Error> {
        let own = wanted.class.environment();
        let taken = self.config.environments.iter().find(|(environment, policy)| {
            **environment != own && policy.branch.as_deref() == Some(wanted.name.as_str())
        });
        let blank = wanted.name.trim() != wanted.name || wanted.name.is_empty();
        let refuse = |what: String| {
            Err(Error::new(Code::ProtectedBranch, what, "Give the branch another name."))
        };
        match taken {
            Some((environment, _)) => {
                refuse(format!("`{}` is the branch of {environment}.", wanted.name))
            }
            None if blank || wanted.name.chars().count() > 256 => {
                refuse("A branch's name has 1 to 256 letters and no space at its ends.".to_owned())
            }
            None => Ok(()),
        }
    }

    pub(super) async fn plan(&self, wanted: &Wanted, case: &Case) -> Result<Plan, Error> {
        let mut found = self.client.branches_named(&self.project, &wanted.name).await?;
        if found.len() > 1 {
            let message = format!("{} branches have the name `{}`.", found.len(), wanted.name);
            return Err(Error::new(Code::AmbiguousName, message, "Delete all but one."));
        }
        let Some(found) = found.pop() else {
            let branch = self.new_branch(wanted, case);
            let compute = compute(&case.rules);
            return Ok(Plan::new(&wanted.name, vec![Step::Create { branch, compute }]));
        };
        self.plan_for_found(wanted, case, &found).await
    }

    async fn plan_for_found(
        &self,
        wanted: &Wanted,
        case: &Case,
        found: &FoundBranch,
    ) -> Result<Plan, Error> {
        // A reset would bring back what was masked.
        let may_reset = wanted.when_stale == WhenStale::Reset && !case.rules.masked;
        let stale = self.judge(wanted, case, found, may_reset)?;
        let branch = &found.branch;
        let id = || branch.id.clone();
        let mut steps = vec![Step::Reuse { branch_id: id() }];
        let mut notes = Vec::new();
        if stale {
            let (restore, note) = self.plan_restore(branch, &case.source).await?;
            notes.extend(note);
            steps.push(Step::Reset { branch_id: id(), restore });
        }
        if let Some(expires_at) = self.renewal(case, branch) {
            steps.push(Step::Renew { branch_id: id(), expires_at });
        }
        let endpoints = calls::endpoints::of_branch(&self.project, &branch.id);
        let endpoints = self.client.send(&endpoints).await?.endpoints;
        if !endpoints.iter().any(|endpoint| endpoint.r#type == EndpointType::ReadWrite) {
            steps.push(Step::AddCompute { branch_id: id(), compute: compute(&case.rules) });
        }
        Ok(Plan { notes, ..Plan::new(&wanted.name, steps) })
    }

    /// Whether the branch is the wanted one; `true` when it is but for its age, and may be reset.
    pub(super) fn judge(
        &self,
        wanted: &Wanted,
        case: &Case,
        found: &FoundBranch,
        may_reset: bool,
    ) -> Result<bool, Error> {
        let branch = &found.branch;
        self.production.refuse_branch(branch, "handed out")?;
        if branch.id == case.source.id {
            return Err(mismatch(branch, &[Difference::Nobodys], &case.source));
        }
        let now = self.client.clock().timestamp();
        let found = differences(found, wanted, &case.rules, &case.source, now);
        match found.as_slice() {
            [] => Ok(false),
            [Difference::Age(_)] if may_reset && restricted(branch, "restore").is_none() => {
                Ok(true)
            }
            differences => Err(mismatch(branch, differences, &case.source)),
        }
    }

    /// A new expiry, where the branch has used up an hour or more of its class's life.
    fn renewal(&self, case: &Case, branch: &Branch) -> Option<String> {
        let lives = case.rules.lives?;
        let end = self.client.clock().timestamp().checked_add(lives).ok()?;
        let until: Option<jiff::Timestamp> = branch.expires_at.as_ref()?.parse().ok();
        let short = until.is_none_or(|until| end.duration_since(until).as_hours() >= 1);
        short.then(|| self.expiry(lives)).flatten()
    }
}
