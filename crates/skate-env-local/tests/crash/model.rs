//! The expected state: for every branch the rows that it must have, and those that it may have.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};

use skate_env_core::neon::BranchId;
use tokio::sync::RwLock;

/// The rows of one transaction: a branch has all of them or none.
pub(crate) type Batch = i64;

/// Whether the branch exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existence {
    /// The API confirmed it.
    Certain,
    /// The answer to its creation or deletion was lost.
    Unknown,
    /// The API confirmed its deletion.
    Deleted,
}

/// What is known about one branch.
#[derive(Clone, Debug)]
pub(crate) struct BranchModel {
    pub(crate) existence: Existence,
    pub(crate) id: Option<BranchId>,
    /// Two names while the answer to a renaming is unknown.
    pub(crate) names: Vec<String>,
    /// The first URL that the API returned: it never changes.
    pub(crate) url: Option<String>,
    /// Acknowledged commits: the branch must have them.
    pub(crate) required: BTreeSet<Batch>,
    /// Commits that were started: the branch may have them.
    pub(crate) allowed: BTreeSet<Batch>,
    /// The source of a copy in progress: what the source may have, this branch may have.
    pub(crate) filling: Option<Arc<BranchEntry>>,
    /// Roles that the API confirmed, with their passwords; `None` while a password is changed.
    pub(crate) roles: BTreeMap<String, Option<String>>,
    /// Roles whose deletion the API confirmed.
    pub(crate) deleted_roles: BTreeSet<String>,
    /// Whether it was changed since the last check.
    pub(crate) touched: bool,
    /// What was done with it, for the message of a failure.
    pub(crate) journal: Vec<String>,
}

impl BranchModel {
    /// A branch that is about to be requested.
    pub(crate) fn wanted(name: &str) -> Self {
        Self {
            existence: Existence::Unknown,
            id: None,
            names: vec![name.to_owned()],
            url: None,
            required: BTreeSet::new(),
            allowed: BTreeSet::new(),
            filling: None,
            roles: BTreeMap::new(),
            deleted_roles: BTreeSet::new(),
            touched: true,
            journal: Vec::new(),
        }
    }
}

/// A branch and its lock: writers and copies share it, a reset has it alone.
#[derive(Debug)]
pub(crate) struct BranchEntry {
    pub(crate) lock: RwLock<()>,
    model: Mutex<BranchModel>,
}

impl BranchEntry {
    pub(crate) fn new(model: BranchModel) -> Arc<Self> {
        Arc::new(Self { lock: RwLock::new(()), model: Mutex::new(model) })
    }

    pub(crate) fn model(&self) -> MutexGuard<'_, BranchModel> {
        self.model.lock().unwrap()
    }

    pub(crate) fn note(&self, what: impl Into<String>) {
        self.model().journal.push(what.into());
    }

    pub(crate) fn id(&self) -> Option<BranchId> {
        let model = self.model();
        model.id.clone().filter(|_| model.existence == Existence::Certain)
    }

    /// A copy of another branch will replace the rows. Until it is complete, the branch must have
    /// what both have, and may have what either has.
    pub(crate) fn fill_from(self: &Arc<Self>, source: &Arc<Self>) {
        // An earlier copy whose end is unknown counts as well.
        self.settle();
        let required = source.model().required.clone();
        let mut model = self.model();
        model.required = model.required.intersection(&required).copied().collect();
        model.filling = Some(Arc::clone(source));
        model.touched = true;
    }

    /// The API acknowledged the copy. `required` is what the source had before the request.
    pub(crate) fn filled(&self, required: BTreeSet<Batch>) {
        let mut model = self.model();
        let source = model.filling.clone();
        (model.required, model.allowed) = (required, BTreeSet::new());
        drop(model);
        if let Some(source) = source {
            let allowed = source.model().allowed.clone();
            self.model().allowed = allowed;
        }
    }

    /// The copy has ended: the branch may have whatever its source may have now.
    pub(crate) fn settle(&self) {
        let source = self.model().filling.take();
        if let Some(source) = source {
            let allowed = source.model().allowed.clone();
            self.model().allowed.extend(allowed);
        }
    }
}

/// All branches, and the ids of those that were deleted.
#[derive(Debug, Default)]
pub(crate) struct Model {
    pub(crate) entries: Mutex<Vec<Arc<BranchEntry>>>,
    pub(crate) deleted: Mutex<BTreeSet<BranchId>>,
    /// Errors before a kill: there must be none.
    pub(crate) errors: Mutex<Vec<String>>,
}

impl Model {
    pub(crate) fn entries(&self) -> Vec<Arc<BranchEntry>> {
        self.entries.lock().unwrap().clone()
    }

    pub(crate) fn add(&self, entry: &Arc<BranchEntry>) {
        self.entries.lock().unwrap().push(Arc::clone(entry));
    }

    /// Removes the entries of branches that were deleted.
    pub(crate) fn tidy(&self) {
        let mut entries = self.entries.lock().unwrap();
        entries.retain(|entry| {
            let model = entry.model();
            let deleted = model.existence == Existence::Deleted;
            if let (true, Some(id)) = (deleted, model.id.clone()) {
                self.deleted.lock().unwrap().insert(id);
            }
            !deleted
        });
    }
}
