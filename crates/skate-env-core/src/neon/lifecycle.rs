//! The life cycle of branches: create or reuse, reset, delete, connect; never production.

mod anonymized;
mod class_rules;
mod connection;
mod context;
mod create;
mod delete;
mod difference;
mod ensure;
mod ensured;
mod find_production;
mod history;
mod masked;
mod plan;
mod production;
mod reset;
mod restore;
mod reuse;
mod spec;
mod subscription;
mod temporary;
mod unmasked_data;
mod wait;
mod without_values;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp, Unit};

pub use class_rules::ClassRules;
pub use connection::{ChosenName, Connection};
pub use delete::Deletion;
pub use ensured::{EnsureOutcome, EnsuredBranch};
pub use find_production::{ProductionPins, find_production};
pub use history::{BranchHistory, HistoryWindow, backup_of};
pub use masked::MaskingStart;
pub use plan::{Plan, Step};
pub use production::Production;
pub use restore::RestoreSource;
pub use reuse::KnownLogin;
pub use spec::{BranchSpec, CLASS, MASKED, OWNER, UNMASKED, WhenStale};
pub use subscription::{Subscription, check_rules};
pub use temporary::TemporaryBranch;

use super::{
    BranchId, BranchRef, Client, Error, FoundBranch, ProjectId, calls::endpoints::Compute,
};
use crate::{Code, Config, Environment, target::is_neon_id};

/// The branches of a project, under a policy that says what production is.
#[derive(Clone, Debug)]
pub struct Branches {
    client: Client,
    project: ProjectId,
    production: Production,
    config: Config,
}

impl Branches {
    /// The branches of a project.
    #[must_use]
    pub fn new(client: Client, project: ProjectId, production: Production, config: Config) -> Self {
        Self { client, project, production, config }
    }

    /// The client, for calls beside the life cycle.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The project.
    #[must_use]
    pub fn project(&self) -> &ProjectId {
        &self.project
    }

    /// The branch that an environment's name stands for, the branch of that id, or the branch of
    /// that name; `branch:staging` is always the name. `prod` and the like are names first, and then
    /// short for an environment.
    ///
    /// # Errors
    /// `unknown_branch`, with the nearest name; `ambiguous_name`; or what Neon said.
    pub async fn find(&self, name: &str) -> Result<FoundBranch, Error> {
        let meant = match (name.strip_prefix("branch:"), name.parse::<Environment>()) {
            (Some(branch), _) => BranchRef::name(branch),
            (None, Ok(environment)) => self.branch_of(environment)?,
            (None, Err(_)) => BranchRef::name(name),
        };
        let by_id = match BranchId::new(name) {
            Ok(id) if is_neon_id(name, "br-") => {
                self.client.find_branch(&self.project, &BranchRef::Id(id)).await
            }
            _ => return self.find_named(name, &meant).await,
        };
        // A name may look like an id; an id is never taken for a name.
        match by_id {
            Err(error) if error.code() == Code::UnknownBranch => {
                let named = self.client.find_branch(&self.project, &meant).await;
                named.map_err(|it| if it.code() == Code::UnknownBranch { error } else { it })
            }
            found => found,
        }
    }

    /// The branch of that name; where there is none, the one of the environment that the name is
    /// short for.
    async fn find_named(&self, name: &str, meant: &BranchRef) -> Result<FoundBranch, Error> {
        let found = self.client.find_branch(&self.project, meant).await;
        let unknown = matches!(&found, Err(error) if error.code() == Code::UnknownBranch);
        match Environment::meant_by_branch_name(name) {
            Some(environment) if unknown => {
                let own = self.branch_of(environment)?;
                self.client.find_branch(&self.project, &own).await.or(found)
            }
            _ => found,
        }
    }

    fn branch_of(&self, environment: Environment) -> Result<BranchRef, Error> {
        let policy = self.config.environments.get(&environment);
        if let Some(name) = policy.and_then(|policy| policy.branch.as_ref()) {
            return Ok(BranchRef::name(name));
        }
        if environment != Environment::Production {
            return Ok(BranchRef::name(environment.as_str()));
        }
        let id = self.production.branch_id().and_then(|id| BranchId::new(id).ok());
        id.map(BranchRef::Id).ok_or_else(|| {
            Error::new(
                Code::ProductionUnpinned,
                "Production's branch is not pinned.",
                "Write `branch_id` in [environments.production] of skate-env.toml.",
            )
        })
    }

    /// When something that lives this long from now ends, in whole seconds as Neon wants it.
    fn expiry(&self, lives: Duration) -> Option<String> {
        let lives = SignedDuration::try_from(lives).ok()?;
        let end: Timestamp = self.client.clock().timestamp().checked_add(lives).ok()?;
        Some(end.round(Unit::Second).ok()?.to_string())
    }
}

fn compute(rules: &ClassRules) -> Compute {
    let (least, most) = rules.compute_units;
    Compute {
        autoscaling_limit_min_cu: Some(least),
        autoscaling_limit_max_cu: Some(most),
        suspend_timeout_seconds: Some(rules.suspend_timeout_seconds()),
        ..Compute::default()
    }
}
