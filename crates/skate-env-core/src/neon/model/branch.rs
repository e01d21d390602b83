//! Branches and their annotations.

use std::collections::BTreeMap;

use crate::neon::{BranchId, ProjectId, open_enum::open_enums};

use super::models;

open_enums! {
    /// What a branch is doing.
    BranchState {
        /// It is being made.
        Init = "init",
        /// It can be used.
        Ready = "ready",
        /// It is being put back to a parent's state.
        Resetting = "resetting",
        /// It is put away; using it takes longer.
        Archived = "archived",
    }
}

models! {
    /// A branch.
    Branch {
        /// Its id, which never changes.
        id: BranchId,
        /// Its project.
        project_id: ProjectId,
        /// Its name, unique in the project.
        name: String,
        /// What it is doing.
        current_state: BranchState,
        /// Whether it is the project's default branch: production, nearly always.
        default: bool,
        /// Whether Neon protects it.
        protected: bool,
        /// When it was made.
        created_at: String,
        /// When it last changed.
        updated_at: String,
        ;
        /// What it will be doing next.
        pending_state: BranchState,
        /// The branch it was made from; none for a root.
        parent_id: BranchId,
        /// Where in the parent's history it begins.
        parent_lsn: String,
        /// When in the parent's history it begins.
        parent_timestamp: String,
        /// `schema-only` for a branch without its source's rows.
        init_source: String,
        /// When Neon deletes it.
        expires_at: String,
        /// How long it lives; a reset begins it anew.
        ttl_interval_seconds: i64,
        /// When it was last reset.
        last_reset_at: String,
        /// What made it: the console, the API.
        creation_source: String,
        /// The size of its data in bytes.
        logical_size: i64,
        /// What Neon does not allow now, and why.
        restricted_actions: Vec<RestrictedAction>,
    }

    /// Something that Neon does not allow with a branch now.
    RestrictedAction {
        /// `restore`, `delete-rw-endpoint`.
        name: String,
        /// Why.
        reason: String,
        ;
    }

    /// What was written on a branch when it was made.
    Annotation {
        /// Names and values.
        value: BTreeMap<String, String>,
        ;
        /// What it is written on.
        object: AnnotationObject,
        /// When it was written.
        created_at: String,
        /// When it last changed.
        updated_at: String,
    }

    /// What an annotation is written on.
    AnnotationObject {
        /// Its id.
        id: String,
        ;
        /// Its kind: `console/branch`.
        r#type: String,
    }
}

impl Branch {
    /// Whether it was made with its source's schema and without its rows.
    #[must_use]
    pub fn is_schema_only(&self) -> bool {
        matches!(self.init_source.as_deref(), Some("schema-only" | "parent-schema"))
    }
}

/// Why Neon does not allow an action with the branch now, if it does not.
#[must_use]
pub fn restricted<'branch>(branch: &'branch Branch, action: &str) -> Option<&'branch str> {
    let actions = branch.restricted_actions.iter().flatten();
    actions.filter(|found| found.name == action).map(|found| found.reason.as_str()).next()
}
