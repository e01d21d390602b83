//! Databases and roles of a branch.

use crate::neon::BranchId;

use super::{Secret, models};

models! {
    /// A database.
    Database {
        /// Its number.
        id: i64,
        /// Its branch.
        branch_id: BranchId,
        /// Its name.
        name: String,
        /// The role that owns it.
        owner_name: String,
        ;
        /// When it was made.
        created_at: String,
        /// When it last changed.
        updated_at: String,
    }

    /// A role.
    Role {
        /// Its branch.
        branch_id: BranchId,
        /// Its name.
        name: String,
        ;
        /// Its password, only where it was just made or reset.
        password: Secret,
        /// Whether Neon made it for itself.
        protected: bool,
        /// How it logs in.
        authentication_method: String,
        /// When it was made.
        created_at: String,
        /// When it last changed.
        updated_at: String,
    }

    /// A role's password.
    RolePassword {
        /// The password.
        password: Secret,
        ;
    }
}
