//! A new branch: its data, its passwords, and then it is ready.

use std::sync::Arc;

use jiff::Timestamp;
use skate_env_core::neon::{BranchId, model::BranchState};

use crate::clone;
use crate::compute::Lease;
use crate::plane::trouble::Result;
use crate::plane::{Plane, catalog, remove_folder, servers::gone};
use crate::state::{Branch, Origin, Password, Role};

impl Plane {
    pub(super) async fn make(self: &Arc<Self>, id: &BranchId, origin: &Origin) -> Result<()> {
        let branch = self.read(|state| state.branches.get(id).cloned()).ok_or_else(|| gone(id))?;
        let made = self.try_make(&branch, origin).await;
        if made.is_err() {
            // Nobody will ask for it again: it leaves nothing behind.
            self.forget_compute(id).await;
            remove_folder(&self.timeline_folder(&branch.timeline)).await;
        }
        made
    }

    async fn try_make(self: &Arc<Self>, branch: &Branch, origin: &Origin) -> Result<()> {
        let filled = self.fill(&branch.id, &branch.timeline, origin).await?;
        match origin {
            Origin::Nothing => {
                let lease = self.compute(&branch.id)?.wake().await?;
                self.prepare(branch, &lease).await?;
            }
            Origin::Branch { id, schema_only, .. } => {
                let changed = self.changed_passwords(id, &branch.roles);
                if *schema_only || !changed.is_empty() {
                    // Nobody else reaches it yet: its door opens when it is ready.
                    let lease = self.compute(&branch.id)?.wake().await?;
                    if *schema_only {
                        clone::empty(&self.source(&branch.timeline, &lease)).await?;
                    }
                    set_passwords(&lease, &changed).await?;
                }
            }
        }
        let now = Timestamp::now();
        self.store.change(|state| {
            let made = state.branch_mut(&branch.id)?;
            made.become_state(BranchState::Ready, now);
            if made.parent_id.is_some() {
                made.parent_lsn = filled.lsn;
                made.parent_timestamp = Some(filled.at);
            }
            Ok(())
        })?;
        self.history_wanted.notify_one();
        Ok(())
    }

    /// A new root, as a new project on Neon: the role `neondb_owner` and its database `neondb`.
    async fn prepare(&self, branch: &Branch, lease: &Lease) -> Result<()> {
        let session = lease.superuser().connect("postgres").await?;
        catalog::prepare(&session, self.postgres.binaries.major()).await?;
        for role in &branch.roles {
            let password = role.password.as_ref().map(Password::secret);
            catalog::create_role(&session, &role.name, password.as_ref()).await?;
        }
        for database in &branch.databases {
            catalog::create_database(&session, &database.name, &database.owner_name).await?;
        }
        Ok(())
    }

    /// The roles whose passwords are not those that the data was copied with.
    pub(super) fn changed_passwords(&self, source: &BranchId, roles: &[Role]) -> Vec<Role> {
        let of_source = self.read(|state| {
            state.branches.get(source).map(|branch| branch.roles.clone()).unwrap_or_default()
        });
        let same = |role: &Role| {
            let other = of_source.iter().find(|other| other.name == role.name);
            let theirs = other.and_then(|other| other.password.as_ref());
            theirs.map(Password::expose) == role.password.as_ref().map(Password::expose)
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
