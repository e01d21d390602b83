//! Roles of a branch, and their passwords.

use jiff::Timestamp;
use skate_env_core::neon::BranchId;

use crate::generate_password;
use crate::state::{Action, ApiError, Password, Role, State, Task};

/// PostgreSQL truncates longer names.
const MAX_LENGTH: usize = 63;
/// Roles of the control plane and of PostgreSQL.
const RESERVED: [&str; 3] = ["cloud_admin", "neon_superuser", "postgres"];

impl State {
    pub(crate) fn create_role(
        &mut self,
        branch: &BranchId,
        name: &str,
        login: bool,
        now: Timestamp,
    ) -> Result<(), ApiError> {
        check_sql_name("role", name)?;
        if RESERVED.contains(&name) || name.starts_with("pg_") {
            return Err(ApiError::invalid(format!("role name {name:?} is reserved")));
        }
        self.check_not_busy(branch)?;
        if self.branch(branch)?.role(name).is_some() {
            let message = format!("role with name \"{name}\" already exists");
            return Err(ApiError::exists("ROLE_ALREADY_EXISTS", message));
        }
        let password = login.then(generate_password).transpose()?.map(Password::from);
        let role = Role { name: name.to_owned(), password, created_at: now, updated_at: now };
        self.branch_mut(branch)?.roles.push(role);
        let task = Task::CreateRole { name: name.to_owned(), login };
        self.schedule(branch, Action::ApplyConfig, task, now)
    }

    pub(crate) fn reset_password(
        &mut self,
        branch: &BranchId,
        name: &str,
        now: Timestamp,
    ) -> Result<(), ApiError> {
        self.check_not_busy(branch)?;
        let roles = &mut self.branch_mut(branch)?.roles;
        let found = roles.iter_mut().find(|role| role.name == name);
        let role = found.ok_or_else(|| ApiError::not_found("role", name))?;
        role.password = Some(generate_password().map(Password::from)?);
        role.updated_at = now;
        let task = Task::SetPassword { name: name.to_owned() };
        self.schedule(branch, Action::ApplyConfig, task, now)
    }

    /// Returns `None` if there is no such role.
    pub(crate) fn delete_role(
        &mut self,
        branch: &BranchId,
        name: &str,
        now: Timestamp,
    ) -> Result<Option<Role>, ApiError> {
        let found = self.branch(branch)?;
        let Some(at) = found.roles.iter().position(|role| role.name == name) else {
            return Ok(None);
        };
        if let Some(owned) = found.databases.iter().find(|database| database.owner_name == name) {
            let message = format!("role {name:?} owns database {:?}", owned.name);
            return Err(ApiError::not_allowed("ROLE_OWNS_DATABASE", message));
        }
        self.check_not_busy(branch)?;
        let role = self.branch_mut(branch)?.roles.remove(at);
        let task = Task::DropRole { name: name.to_owned() };
        self.schedule(branch, Action::ApplyConfig, task, now)?;
        Ok(Some(role))
    }
}

/// Checks that PostgreSQL does not change the name.
pub(super) fn check_sql_name(what: &str, name: &str) -> Result<(), ApiError> {
    if (1..=MAX_LENGTH).contains(&name.len()) && !name.chars().any(char::is_control) {
        return Ok(());
    }
    Err(ApiError::invalid(format!(
        "a {what}'s name has 1 to {MAX_LENGTH} bytes and no control characters"
    )))
}
