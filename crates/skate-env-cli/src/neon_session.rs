//! A session with the control plane (Neon, or the one on this machine), under the project's policy.

mod annotations;
pub(crate) mod owner;

use std::time::Duration;

use skate_env_core::{
    Class, Environment, Variables,
    neon::{
        Client, FoundBranch, ProjectId, RetryPolicy, calls,
        lifecycle::{Branches, CLASS},
        model::Endpoint,
    },
};

use self::annotations::annotation;
pub(crate) use self::annotations::owner_of;
use crate::{
    context::Context,
    control_plane::{ControlPlane, ControlPlaneAccess, leads_to},
    failure::Failure,
    progress::Progress,
};

/// What every command that works on branches needs.
pub(crate) struct NeonSession<'p> {
    pub(crate) context: Context,
    pub(crate) variables: Variables,
    pub(crate) plane: ControlPlane,
    pub(crate) project: ProjectId,
    pub(crate) branches: Branches,
    pub(crate) progress: &'p Progress,
}

impl<'p> NeonSession<'p> {
    /// Finds the control plane and the project, and reads which branch is production's.
    pub(crate) async fn open(
        mut context: Context,
        wait: Duration,
        progress: &'p Progress,
    ) -> Result<Self, Failure> {
        let variables = context.variables()?;
        let access = ControlPlaneAccess::require(&context, &variables)?;
        let client = access.client(RetryPolicy { deadline: wait, ..RetryPolicy::default() })?;
        let branches = access.branches(client, &mut context.config, &variables).await?;
        let project = access.require_project()?;
        Ok(Self { context, variables, plane: access.plane, project, branches, progress })
    }

    /// The same where no policy need be at hand, as in a job without a checkout: production is then
    /// the project's default branch, which is never deleted.
    pub(crate) async fn open_without_policy(
        mut context: Context,
        wait: Duration,
        progress: &'p Progress,
    ) -> Result<Self, Failure> {
        let variables = context.variables()?;
        let access = ControlPlaneAccess::require(&context, &variables)?;
        let client = access.client(RetryPolicy { deadline: wait, ..RetryPolicy::default() })?;
        access.pin_default_branch(&client, &mut context.config, &variables).await?;
        Self::open(context, wait, progress).await
    }

    pub(crate) fn client(&self) -> &Client {
        self.branches.client()
    }

    /// The name under which this user's branches are created.
    pub(crate) fn owner(&self) -> String {
        owner::current(&self.context, &self.variables)
    }

    /// The class of a branch: from its annotation, else from the policy, else from its name.
    pub(crate) fn class(&self, found: &FoundBranch) -> Class {
        let annotated = annotation(found, CLASS)
            .and_then(|name| Class::ALL.into_iter().find(|class| class.as_str() == name));
        annotated.or_else(|| self.class_of_name(&found.branch.name)).unwrap_or_else(|| {
            if found.branch.default {
                Class::Production
            } else {
                Class::of_branch_name(&found.branch.name)
            }
        })
    }

    /// The class of the environment whose branch has this name, by the policy.
    pub(crate) fn class_of_name(&self, name: &str) -> Option<Class> {
        let environment = self.environment_of_name(name)?;
        Class::ALL.into_iter().find(|class| class.environment() == environment)
    }

    /// The environment whose branch has this name, by the policy.
    pub(crate) fn environment_of_name(&self, name: &str) -> Option<Environment> {
        let mut policies = self.context.config.environments.iter();
        policies.find(|(_, it)| it.branch.as_deref() == Some(name)).map(|(found, _)| *found)
    }

    /// Whether the whole team uses it: the branch of an environment, by the policy or by its class.
    pub(crate) fn is_of_environment(&self, found: &FoundBranch) -> bool {
        self.environment_of_name(&found.branch.name).is_some()
            || matches!(self.class(found), Class::Production | Class::Staging)
    }

    /// Every compute of the project.
    pub(crate) async fn endpoints(&self) -> Result<Vec<Endpoint>, Failure> {
        Ok(self.client().send(&calls::endpoints::list(&self.project)).await?.endpoints)
    }

    /// The compute, among these, to which the variables of the working directory lead.
    pub(crate) fn in_use<'e>(&self, endpoints: &'e [Endpoint]) -> Option<&'e Endpoint> {
        let resolved = self.context.resolve(&self.variables, None).ok()?;
        endpoints.iter().find(|endpoint| leads_to(resolved.target.as_ref(), endpoint))
    }
}
