//! Creating a branch.

use std::collections::BTreeMap;

use jiff::Timestamp;
use skate_env_core::neon::{BranchId, model::BranchState};

use super::{NewEndpoint, expiry};
use crate::state::{
    Action, ApiError, Branch, Counters, HistoryPoint, InitSource, Operation, Origin, Password,
    Restoration, State, Task, branch_id, timeline_id,
};
use crate::{Error, generate_password};

/// Neon's limit on its larger plans.
const MAX_ROOTS: usize = 25;
/// Neon's limit for a project.
const MAX_BRANCHES: usize = 5_000;
pub(super) const MAX_NAME_LENGTH: usize = 256;

/// The requested branch.
#[derive(Clone, Debug, Default)]
pub(crate) struct NewBranch {
    pub(crate) name: Option<String>,
    /// `None` stands for the default branch.
    pub(crate) parent_id: Option<BranchId>,
    pub(crate) point: Option<HistoryPoint>,
    pub(crate) schema_only: bool,
    pub(crate) protected: bool,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) endpoints: Vec<NewEndpoint>,
    pub(crate) annotation: BTreeMap<String, String>,
}

impl State {
    /// Creates the branch in state `init`; operations fill it with data.
    pub(crate) fn create_branch(
        &mut self,
        new: &NewBranch,
        now: Timestamp,
    ) -> Result<BranchId, ApiError> {
        let id = branch_id()?;
        let name = new.name.clone().unwrap_or_else(|| id.as_str().to_owned());
        self.check_name(&name)?;
        let parent = new.parent_id.as_ref().unwrap_or(&self.project.default_branch).clone();
        self.check_parent(&parent, new)?;
        let ttl = new.expires_at.map(|expires_at| expiry::check(expires_at, now)).transpose()?;
        if new.protected && ttl.is_some() {
            let message = "a protected branch cannot have an expiration timestamp";
            return Err(ApiError::not_allowed("BRANCH_PROTECTED", message));
        }
        if new.endpoints.len() > 1 {
            return Err(ApiError::exists("ENDPOINT_ALREADY_EXISTS", "a branch has one endpoint"));
        }
        let source = self.branch(&parent)?;
        let mut roles = source.roles.clone();
        if source.protected {
            // As on Neon since 2024-07-31: a child's password does not open production.
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
            awake: Vec::new(),
        };
        self.branches.insert(id.clone(), branch);
        let (point, schema_only) = (new.point.clone(), new.schema_only);
        let origin = Origin::Branch { id: parent, point, schema_only };
        self.schedule(&id, Action::CreateBranch, Task::CreateBranch { origin }, now)?;
        for endpoint in &new.endpoints {
            self.add_endpoint(&id, endpoint, now)?;
            self.schedule(&id, Action::StartCompute, Task::Start, now)?;
        }
        Ok(id)
    }

    /// Checks that the name is valid on Neon and not in use.
    pub(super) fn check_name(&self, name: &str) -> Result<(), ApiError> {
        if !(1..=MAX_NAME_LENGTH).contains(&name.chars().count()) {
            return Err(ApiError::invalid("a branch's name has 1 to 256 characters"));
        }
        let reserved = |operation: &Operation| match &operation.task {
            Some(Task::Restore(Restoration { preserve: Some((_, backup)), .. })) => backup == name,
            _ => false,
        };
        if self.branches.values().any(|branch| branch.name == name)
            || self.operations.iter().any(reserved)
        {
            let message = format!("branch with name \"{name}\" already exists");
            return Err(ApiError::exists("BRANCH_ALREADY_EXISTS", message));
        }
        Ok(())
    }

    fn check_parent(&self, parent: &BranchId, new: &NewBranch) -> Result<(), ApiError> {
        let source = self.branch(parent)?;
        if self.branches.len() >= MAX_BRANCHES {
            let message = format!("branches limit exceeded: {MAX_BRANCHES}");
            return Err(ApiError::unprocessable("BRANCHES_LIMIT_EXCEEDED", message));
        }
        let roots = self.branches.values().filter(|branch| branch.parent_id.is_none()).count();
        if new.schema_only && roots >= MAX_ROOTS {
            let message = format!("root branches limit exceeded: {MAX_ROOTS}");
            return Err(ApiError::unprocessable("ROOT_BRANCHES_LIMIT_EXCEEDED", message));
        }
        if !new.schema_only && source.expires_at.is_some() {
            let message = "a branch with an expiration timestamp cannot have child branches";
            return Err(ApiError::not_allowed("BRANCH_HAS_TTL", message));
        }
        if new.schema_only && new.point.is_some() {
            let message = "on this machine a schema-only branch has its source's present schema";
            return Err(ApiError::not_implemented(message));
        }
        self.check_source(parent)
    }

    /// The first root of a new project.
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
            awake: Vec::new(),
        })
    }
}
