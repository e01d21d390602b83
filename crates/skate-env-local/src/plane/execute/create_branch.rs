//! Creating a branch: its data and its passwords; then it is ready.

use std::sync::Arc;

use jiff::Timestamp;
use skate_env_core::neon::{BranchId, model::BranchState};

use super::fill_timeline::SyncedBy;
use crate::clone;
use crate::compute::Lease;
use crate::plane::computes::branch_gone;
use crate::plane::error::Result;
use crate::plane::{Plane, catalog, remove_folder, statistics};
use crate::state::{Branch, Origin, Password, Role, State};

impl Plane {
    pub(super) async fn create_branch(
        self: &Arc<Self>,
        id: &BranchId,
        origin: &Origin,
    ) -> Result<()> {
        let branch =
            self.read(|state| state.branches.get(id).cloned()).ok_or_else(|| branch_gone(id))?;
        let created = self.try_create(&branch, origin).await;
        if created.is_err() {
            // The operation has failed for good: remove what it created.
            self.remove_compute(id).await;
            remove_folder(&self.timeline_folder(&branch.timeline)).await;
        }
        created
    }

    async fn try_create(self: &Arc<Self>, branch: &Branch, origin: &Origin) -> Result<()> {
        let serves = |state: &State| state.endpoint_of(&branch.id).is_some_and(|it| !it.disabled);
        let synced_by = match branch.current_state {
            BranchState::Init if self.read(serves) => SyncedBy::FirstStart,
            // Recorded as ready before a crash: clients may have written into it.
            _ => SyncedBy::Copying,
        };
        let position = self.fill_timeline(&branch.id, &branch.timeline, origin, synced_by).await?;
        match origin {
            Origin::NewCluster => {
                let lease = self.compute(&branch.id)?.wake().await?;
                self.create_roles_and_databases(branch, &lease).await?;
            }
            Origin::Branch { id, schema_only, .. } => {
                let changed = self.changed_passwords(id, &branch.roles);
                if *schema_only || !changed.is_empty() || synced_by == SyncedBy::FirstStart {
                    // No client reaches it yet: its listener opens when the branch is ready.
                    let lease = self.compute(&branch.id)?.wake().await?;
                    if *schema_only {
                        clone::remove_rows(&self.source(&branch.timeline, &lease)).await?;
                    }
                    set_passwords(&lease, &changed).await?;
                }
            }
        }
        let now = Timestamp::now();
        self.store.change(|state| {
            let created = state.branch_mut(&branch.id)?;
            created.set_state(BranchState::Ready, now);
            if created.parent_id.is_some() {
                created.parent_lsn = position.lsn;
                created.parent_timestamp = Some(position.at);
            }
            Ok(())
        })?;
        self.history_wanted.notify_one();
        Ok(())
    }

    /// What a new root needs: the roles and databases of a new project on Neon.
    async fn create_roles_and_databases(&self, branch: &Branch, lease: &Lease) -> Result<()> {
        let session = lease.superuser().connect("postgres").await?;
        catalog::create_neon_superuser(&session, self.postgres.binaries.major()).await?;
        statistics::create_extension(&session, &self.postgres.binaries).await?;
        for role in &branch.roles {
            let password = role.password.as_ref().map(Password::secret);
            catalog::create_role(&session, &role.name, password.as_ref()).await?;
        }
        for database in &branch.databases {
            catalog::create_database(&session, &database.name, &database.owner_name).await?;
        }
        Ok(())
    }

    /// The roles whose passwords differ from those in the copied data.
    pub(super) fn changed_passwords(&self, source: &BranchId, roles: &[Role]) -> Vec<Role> {
        let of_source = self.read(|state| {
            state.branches.get(source).map(|branch| branch.roles.clone()).unwrap_or_default()
        });
        let same = |role: &Role| {
            let other = of_source.iter().find(|other| other.name == role.name);
            let copied = other.and_then(|other| other.password.as_ref());
            copied.map(Password::expose) == role.password.as_ref().map(Password::expose)
        };
        roles.iter().filter(|role| !same(role)).cloned().collect()
    }
}

pub(super) async fn set_passwords(lease: &Lease, roles: &[Role]) -> Result<()> {
    if roles.is_empty() {
        return Ok(());
    }
    let session = lease.superuser().connect("postgres").await?;
    for role in roles {
        if let Some(password) = &role.password {
            catalog::set_password(&session, &role.name, &password.secret()).await?;
        }
    }
    Ok(())
}
