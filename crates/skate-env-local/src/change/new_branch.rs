//! A new branch.

use std::collections::BTreeMap;

use jiff::Timestamp;
use skate_env_core::neon::{BranchId, model::BranchState};

use super::{NewEndpoint, expiry};
use crate::state::{
    Action, Branch, Counters, Deed, InitSource, Operation, Origin, Password, Point, Refusal,
    Restoration, State, branch_id, timeline_id,
};
use crate::{Error, generate_password};

/// Neon's number for its larger plans.
const MOST_ROOTS: usize = 25;
/// Neon's number for a project.
const MOST_BRANCHES: usize = 5_000;
pub(super) const LONGEST_NAME: usize = 256;

/// What was asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct NewBranch {
    pub(crate) name: Option<String>,
    /// The default branch, if absent.
    pub(crate) parent_id: Option<BranchId>,
    pub(crate) point: Option<Point>,
    pub(crate) schema_only: bool,
    pub(crate) protected: bool,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) endpoints: Vec<NewEndpoint>,
    pub(crate) annotation: BTreeMap<String, String>,
}

impl State {
    /// The branch is there at once, in state `init`; its data comes with the operations.
    pub(crate) fn create_branch(
        &mut self,
        new: &NewBranch,
        now: Timestamp,
    ) -> Result<BranchId, Refusal> {
        let id = branch_id()?;
        let name = new.name.clone().unwrap_or_else(|| id.as_str().to_owned());
        self.check_name(&name)?;
        let parent = new.parent_id.as_ref().unwrap_or(&self.project.default_branch).clone();
        self.check_parent(&parent, new)?;
        let ttl = new.expires_at.map(|expires_at| expiry::check(expires_at, now)).transpose()?;
        if new.protected && ttl.is_some() {
            let message = "a protected branch cannot have an expiration timestamp";
            return Err(Refusal::not_allowed("BRANCH_PROTECTED", message));
        }
        if new.endpoints.len() > 1 {
            return Err(Refusal::exists("ENDPOINT_ALREADY_EXISTS", "a branch has one endpoint"));
        }
        let source = self.branch(&parent)?;
        let mut roles = source.roles.clone();
        if source.protected {
            // As Neon since 2024-07-31: who knows a child's password knows nothing of production.
            for role in roles.iter_mut().filter(|role| role.password.is_some()) {
                role.password = Some(generate_password().map(Password::from)?);
            }
        }
        let branch = Branch {
            id: id.clone(),
            name,
            parent_id: (!new.schema_only).then(|| parent.clone()),
            parent_lsn: None,
            parent_timestamp: None,
            timeline: timeline_id()?,
            init_source: if new.schema_only {
                InitSource::SchemaOnly
            } else {
                InitSource::ParentData
            },
            protected: new.protected,
            current_state: BranchState::Init,
            state_changed_at: now,
            created_at: now,
            updated_at: now,
            expires_at: new.expires_at,
            ttl_interval_seconds: ttl,
            last_reset_at: None,
            annotation: new.annotation.clone(),
            roles,
            databases: source.databases.clone(),
            logical_size: source.logical_size.filter(|_| !new.schema_only),
            counters: Counters::default(),
        };
        self.branches.insert(id.clone(), branch);
        let (point, schema_only) = (new.point.clone(), new.schema_only);
        let origin = Origin::Branch { id: parent, point, schema_only };
        self.schedule(&id, Action::CreateBranch, Deed::Make { origin }, now)?;
        for endpoint in &new.endpoints {
            self.add_endpoint(&id, endpoint, now)?;
            self.schedule(&id, Action::StartCompute, Deed::Start, now)?;
        }
        Ok(id)
    }

    /// A name that is free and that Neon would take.
    pub(super) fn check_name(&self, name: &str) -> Result<(), Refusal> {
        if !(1..=LONGEST_NAME).contains(&name.chars().count()) {
            return Err(Refusal::invalid("a branch's name has 1 to 256 characters"));
        }
        let promised = |operation: &Operation| match &operation.deed {
            Some(Deed::Restore(Restoration { preserve: Some((_, kept)), .. })) => kept == name,
            _ => false,
        };
        if self.branches.values().any(|branch| branch.name == name)
            || self.operations.iter().any(promised)
        {
            let message = format!("branch with name \"{name}\" already exists");
            return Err(Refusal::exists("BRANCH_ALREADY_EXISTS", message));
        }
        Ok(())
    }

    fn check_parent(&self, parent: &BranchId, new: &NewBranch) -> Result<(), Refusal> {
        let source = self.branch(parent)?;
        if self.branches.len() >= MOST_BRANCHES {
            let message = format!("branches limit exceeded: {MOST_BRANCHES}");
            return Err(Refusal::unprocessable("BRANCHES_LIMIT_EXCEEDED", message));
        }
        let roots = self.branches.values().filter(|branch| branch.parent_id.is_none()).count();
        if new.schema_only && roots >= MOST_ROOTS {
            let message = format!("root branches limit exceeded: {MOST_ROOTS}");
            return Err(Refusal::unprocessable("ROOT_BRANCHES_LIMIT_EXCEEDED", message));
        }
        if !new.schema_only && source.expires_at.is_some() {
            let message = "a branch with an expiration timestamp cannot have child branches";
            return Err(Refusal::not_allowed("BRANCH_HAS_TTL", message));
        }
        if new.schema_only && new.point.is_some() {
            let message =
                "on this machine a schema-only branch begins at its source's present state";
            return Err(Refusal::missing(message));
        }
        self.refuse_as_source(parent)
    }

    /// The root that a project begins with.
    pub(crate) fn first_branch(id: BranchId, name: &str, now: Timestamp) -> Result<Branch, Error> {
        Ok(Branch {
            id,
            name: name.to_owned(),
            parent_id: None,
            parent_lsn: None,
            parent_timestamp: None,
            timeline: timeline_id()?,
            init_source: InitSource::ParentData,
            protected: false,
            current_state: BranchState::Init,
            state_changed_at: now,
            created_at: now,
            updated_at: now,
            expires_at: None,
            ttl_interval_seconds: None,
            last_reset_at: None,
            annotation: BTreeMap::new(),
            roles: Vec::new(),
            databases: Vec::new(),
            logical_size: None,
            counters: Counters::default(),
        })
    }
}
