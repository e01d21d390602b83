//! Changing roles and databases on the branch's own server.

use std::sync::Arc;

use skate_env_core::neon::BranchId;

use crate::plane::computes::branch_gone;
use crate::plane::error::Result;
use crate::plane::{Plane, catalog};
use crate::postgres::Superuser;
use crate::state::{Branch, Password, Task};

impl Plane {
    pub(super) async fn change_catalog(self: &Arc<Self>, id: &BranchId, task: &Task) -> Result<()> {
        let branch =
            self.read(|state| state.branches.get(id).cloned()).ok_or_else(|| branch_gone(id))?;
        let lease = self.compute(id)?.wake().await?;
        let superuser = lease.superuser();
        let applied = apply(&branch, task, &superuser).await;
        // Also after an error: the API shows what the server has.
        self.record_catalog(id, &superuser).await;
        applied
    }
}

async fn apply(branch: &Branch, task: &Task, superuser: &Superuser) -> Result<()> {
    let session = superuser.connect("postgres").await?;
    let password = |name: &str| {
        let role = branch.role(name);
        role.and_then(|role| role.password.as_ref()).map(Password::secret)
    };
    match task {
        Task::CreateRole { name, .. } => {
            catalog::create_role(&session, name, password(name).as_ref()).await?;
        }
        Task::SetPassword { name } => {
            if let Some(password) = password(name) {
                catalog::set_password(&session, name, &password).await?;
            }
        }
        Task::DropRole { name } => {
            let found = catalog::read(&session).await?;
            let databases = found.databases.into_iter().map(|database| database.name);
            for database in databases.chain(["postgres".to_owned()]) {
                let inside = superuser.connect(&database).await?;
                catalog::reassign_owned(&inside, name).await?;
            }
            catalog::drop_role(&session, name).await?;
        }
        Task::CreateDatabase { name, owner } => {
            catalog::create_database(&session, name, owner).await?;
        }
        Task::AlterDatabase { name, new_name, owner } => {
            catalog::alter_database(&session, name, new_name, owner).await?;
        }
        Task::DropDatabase { name } => catalog::drop_database(&session, name).await?,
        _ => {}
    }
    Ok(())
}
