//! What `ensure` decides from: the rules of the branch's class, and its source.

use futures_util::future::try_join;

use super::{BranchSpec, Branches, ClassRules, Subscription, check_rules};
use crate::neon::{Error, calls, model::Branch};
use crate::{Class, Code, Environment};

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

    /// A name that is an environment's branch stays that environment's, whether the policy says so or
    /// the name itself.
    pub(super) fn refuse_name(&self, spec: &BranchSpec) -> Result<(), Error> {
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
            None if self.is_branch_of(own, &spec.name) => Ok(()),
            None => refuse_meaning(spec),
        }
    }

    fn is_branch_of(&self, environment: Environment, name: &str) -> bool {
        let policy = self.config.environments.get(&environment);
        policy.is_some_and(|policy| policy.branch.as_deref() == Some(name))
    }
}

/// What everybody takes for an environment's branch is of that environment's class.
fn refuse_meaning(spec: &BranchSpec) -> Result<(), Error> {
    let name = &spec.name;
    match Environment::meant_by_branch_name(name) {
        Some(Environment::Production) => Err(Error::new(
            Code::ProtectedBranch,
            format!("`{name}` is what production's branch is called."),
            "Give the branch another name, such as `feature/orders`.",
        )),
        Some(environment) if Class::of_environment(environment) != spec.class => Err(Error::new(
            Code::BranchMismatch,
            format!(
                "`{name}` is what {environment}'s branch is called, and not one of class {}.",
                spec.class
            ),
            format!(
                "Give it another name, such as `{}`, or leave out its class.",
                example(spec.class)
            ),
        )),
        _ => Ok(()),
    }
}

fn example(class: Class) -> &'static str {
    match class {
        Class::Development => "dev-anna",
        Class::Preview => "preview/pr-7",
        Class::Testing => "test/orders",
        Class::Performance => "perf/checkout",
        Class::Production | Class::Staging | Class::Feature => "feature/orders",
    }
}
