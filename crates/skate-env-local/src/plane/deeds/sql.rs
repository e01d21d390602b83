//! Roles and databases, changed on the branch's own server.

use std::sync::Arc;

use skate_env_core::neon::BranchId;

use crate::plane::trouble::Result;
use crate::plane::{Plane, catalog, servers::gone};
use crate::postgres::Superuser;
use crate::state::{Branch, Deed, Password};

impl Plane {
    pub(super) async fn apply(self: &Arc<Self>, id: &BranchId, deed: &Deed) -> Result<()> {
        let branch = self.read(|state| state.branches.get(id).cloned()).ok_or_else(|| gone(id))?;
        let lease = self.compute(id)?.wake().await?;
        let superuser = lease.superuser();
        let applied = apply(&branch, deed, &superuser).await;
        // Whether it worked or not: what the API says is what the server has.
        self.note_catalog(id, &superuser).await;
        applied
    }
}

async fn apply(branch: &Branch, deed: &Deed, superuser: &Superuser) -> Result<()> {
    let session = superuser.connect("postgres").await?;
    let password = |name: &str| {
        let role = branch.role(name);
        role.and_then(|role| role.password.as_ref()).map(Password::secret)
    };
    match deed {
        Deed::CreateRole { name, .. } => {
            catalog::create_role(&session, name, password(name).as_ref()).await?;
        }
        Deed::SetPassword { name } => {
            if let Some(password) = password(name) {
                catalog::set_password(&session, name, &password).await?;
            }
        }
        Deed::DropRole { name } => {
            let found = catalog::look(&session).await?;
            let databases = found.databases.into_iter().map(|database| database.name);
            for database in databases.chain(["postgres".to_owned()]) {
                let inside = superuser.connect(&database).await?;
                catalog::disown(&inside, name).await?;
            }
            catalog::drop_role(&session, name).await?;
        }
        Deed::CreateDatabase { name, owner } => {
            catalog::create_database(&session, name, owner).await?;
        }
        Deed::AlterDatabase { name, new_name, owner } => {
            catalog::alter_database(&session, name, new_name, owner).await?;
        }
        Deed::DropDatabase { name } => catalog::drop_database(&session, name).await?,
        _ => {}
    }
    Ok(())
}
