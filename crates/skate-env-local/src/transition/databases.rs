//! Databases of a branch.

use jiff::Timestamp;
use skate_env_core::neon::BranchId;

use super::roles::check_sql_name;
use crate::state::{Action, ApiError, Database, State, Task};

const RESERVED: [&str; 3] = ["postgres", "template0", "template1"];

/// The fields to change; `None` leaves a field as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct DatabaseChanges {
    pub(crate) name: Option<String>,
    pub(crate) owner_name: Option<String>,
}

impl State {
    pub(crate) fn create_database(
        &mut self,
        branch: &BranchId,
        name: &str,
        owner: &str,
        now: Timestamp,
    ) -> Result<(), ApiError> {
        self.check_not_busy(branch)?;
        self.check_database(branch, name, owner)?;
        let databases = &mut self.branch_mut(branch)?.databases;
        let id = databases.iter().map(|database| database.id).max().unwrap_or(0) + 1;
        let (name, owner) = (name.to_owned(), owner.to_owned());
        databases.push(Database {
            id,
            name: name.clone(),
            owner_name: owner.clone(),
            created_at: now,
            updated_at: now,
        });
        self.schedule(branch, Action::ApplyConfig, Task::CreateDatabase { name, owner }, now)
    }

    pub(crate) fn update_database(
        &mut self,
        branch: &BranchId,
        name: &str,
        changes: &DatabaseChanges,
        now: Timestamp,
    ) -> Result<Database, ApiError> {
        self.check_not_busy(branch)?;
        let found = self.branch(branch)?.database(name);
        let before = found.ok_or_else(|| ApiError::not_found("database", name))?.clone();
        let new_name = changes.name.clone().unwrap_or_else(|| name.to_owned());
        let owner = changes.owner_name.clone().unwrap_or(before.owner_name);
        if new_name == name {
            self.check_owner(branch, &owner)?;
        } else {
            self.check_database(branch, &new_name, &owner)?;
        }
        let databases = &mut self.branch_mut(branch)?.databases;
        for database in databases.iter_mut().filter(|database| database.name == name) {
            database.name.clone_from(&new_name);
            database.owner_name.clone_from(&owner);
            database.updated_at = now;
        }
        let name = name.to_owned();
        let task = Task::AlterDatabase { name, new_name: new_name.clone(), owner };
        self.schedule(branch, Action::ApplyConfig, task, now)?;
        let found = self.branch(branch)?.database(&new_name);
        found.cloned().ok_or_else(|| ApiError::not_found("database", &new_name))
    }

    /// Returns `None` if there is no such database.
    pub(crate) fn delete_database(
        &mut self,
        branch: &BranchId,
        name: &str,
        now: Timestamp,
    ) -> Result<Option<Database>, ApiError> {
        let databases = &self.branch(branch)?.databases;
        let Some(at) = databases.iter().position(|database| database.name == name) else {
            return Ok(None);
        };
        self.check_not_busy(branch)?;
        let database = self.branch_mut(branch)?.databases.remove(at);
        let task = Task::DropDatabase { name: name.to_owned() };
        self.schedule(branch, Action::ApplyConfig, task, now)?;
        Ok(Some(database))
    }

    fn check_database(&self, branch: &BranchId, name: &str, owner: &str) -> Result<(), ApiError> {
        check_sql_name("database", name)?;
        if RESERVED.contains(&name) {
            return Err(ApiError::invalid(format!("database name {name:?} is reserved")));
        }
        if self.branch(branch)?.database(name).is_some() {
            let message = format!("database with name \"{name}\" already exists");
            return Err(ApiError::exists("DATABASE_ALREADY_EXISTS", message));
        }
        self.check_owner(branch, owner)
    }

    fn check_owner(&self, branch: &BranchId, owner: &str) -> Result<(), ApiError> {
        match self.branch(branch)?.role(owner) {
            Some(_) => Ok(()),
            None => Err(ApiError::not_found("role", owner)),
        }
    }
}
