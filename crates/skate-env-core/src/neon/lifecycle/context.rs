//! What `ensure` decides from: the rules of the branch's class, and its source.

use futures_util::future::try_join;

use super::{BranchSpec, Branches, ClassRules, Subscription, check_rules};
use crate::Code;
use crate::neon::{Error, calls, model::Branch};

/// The rules and the source that a plan was made from, so that its steps need not ask again.
pub(super) struct EnsureContext {
    pub(super) rules: ClassRules,
    pub(super) source: Branch,
}

impl Branches {
    pub(super) async fn context(&self, spec: &BranchSpec) -> Result<EnsureContext, Error> {
        let policy = self.config.classes.get(&spec.class);
        let rules = ClassRules::of(spec.class, policy)?.spec(spec);
        self.refuse_name(spec)?;
        let project = calls::projects::get(&self.project);
        let (project, source) =
            try_join(self.client.send(&project), self.find(&rules.source)).await?;
        let source = source.branch;
        let subscription = Subscription::of(&project.project);
        let problems = check_rules(&rules, subscription, source.expires_at.is_some());
        match problems.into_iter().next() {
            Some(problem) => Err(problem.into()),
            None => Ok(EnsureContext { rules, source }),
        }
    }

    /// A name that is an environment's branch stays that environment's.
    fn refuse_name(&self, spec: &BranchSpec) -> Result<(), Error> {
        let own = spec.class.environment();
        let taken = self.config.environments.iter().find(|(environment, policy)| {
            **environment != own && policy.branch.as_deref() == Some(spec.name.as_str())
        });
        let blank = spec.name.trim() != spec.name || spec.name.is_empty();
        let refuse = |what: String| {
            Err(Error::new(Code::ProtectedBranch, what, "Give the branch another name."))
        };
        match taken {
            Some((environment, _)) => {
                refuse(format!("`{}` is the branch of {environment}.", spec.name))
            }
            None if blank || spec.name.chars().count() > 256 => {
                refuse("A branch's name has 1 to 256 letters and no space at its ends.".to_owned())
            }
            None => Ok(()),
        }
    }
}
