//! Snapshots: a branch's state, kept.

use crate::neon::{BranchId, SnapshotId};

use super::models;

models! {
    /// A snapshot.
    Snapshot {
        /// Its id.
        id: SnapshotId,
        /// Its name.
        name: String,
        /// When it was made.
        created_at: String,
        ;
        /// The branch it was made of.
        source_branch_id: BranchId,
        /// Where in the branch's history it stands.
        lsn: String,
        /// When in the branch's history it stands.
        timestamp: String,
        /// When Neon deletes it.
        expires_at: String,
        /// Whether a person made it.
        manual: bool,
    }
}
