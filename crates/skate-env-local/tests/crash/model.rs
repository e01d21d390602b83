//! What was promised: for every branch the rows that must be there, and those that may be.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};

use skate_env_core::neon::BranchId;
use tokio::sync::RwLock;

/// All rows of a transaction: they come and go together.
pub(crate) type Batch = i64;

/// Whether there is such a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Being {
    /// The API said so.
    Surely,
    /// Nobody heard how its making, or its deletion, ended.
    Perhaps,
    /// The API said that it is deleted.
    Gone,
}

/// What is known of one branch.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) being: Being,
    pub(crate) id: Option<BranchId>,
    /// Two while nobody heard how a renaming ended.
    pub(crate) names: Vec<String>,
    /// The URL that was first given out: it stays.
    pub(crate) url: Option<String>,
    /// Acknowledged commits.
    pub(crate) must: BTreeSet<Batch>,
    /// And those that were begun.
    pub(crate) may: BTreeSet<Batch>,
    /// Being filled from this one: what it may hold, this may hold.
    pub(crate) filling: Option<Arc<Slot>>,
    /// Roles that were acknowledged, with their passwords; none while one is being changed.
    pub(crate) roles: BTreeMap<String, Option<String>>,
    /// Roles whose deletion was acknowledged.
    pub(crate) gone_roles: BTreeSet<String>,
    /// Something was done since it was last looked at.
    pub(crate) touched: bool,
    /// What was done with it, for whoever reads a failure.
    pub(crate) journal: Vec<String>,
}

impl Facts {
    /// A branch that is about to be asked for.
    pub(crate) fn wanted(name: &str) -> Self {
        Self {
            being: Being::Perhaps,
            id: None,
            names: vec![name.to_owned()],
            url: None,
            must: BTreeSet::new(),
            may: BTreeSet::new(),
            filling: None,
            roles: BTreeMap::new(),
            gone_roles: BTreeSet::new(),
            touched: true,
            journal: Vec::new(),
        }
    }
}

/// A branch, and who may do what at once: writers and copies share it, a reset has it alone.
#[derive(Debug)]
pub(crate) struct Slot {
    pub(crate) turn: RwLock<()>,
    facts: Mutex<Facts>,
}

impl Slot {
    pub(crate) fn new(facts: Facts) -> Arc<Self> {
        Arc::new(Self { turn: RwLock::new(()), facts: Mutex::new(facts) })
    }

    pub(crate) fn facts(&self) -> MutexGuard<'_, Facts> {
        self.facts.lock().unwrap()
    }

    pub(crate) fn note(&self, what: impl Into<String>) {
        self.facts().journal.push(what.into());
    }

    pub(crate) fn id(&self) -> Option<BranchId> {
        let facts = self.facts();
        facts.id.clone().filter(|_| facts.being == Being::Surely)
    }

    /// Rows are to come from another branch: those it must hold now, to those it may hold when
    /// they were copied. Until the copy is known to be whole, what was here may be here still.
    pub(crate) fn fill_from(self: &Arc<Self>, source: &Arc<Self>) {
        // One that nobody heard the end of: what it was being filled from counts, too.
        self.settle();
        let must = source.facts().must.clone();
        let mut facts = self.facts();
        facts.must = facts.must.intersection(&must).copied().collect();
        facts.filling = Some(Arc::clone(source));
        facts.touched = true;
    }

    /// The copy will be whole, or is: the API said so. `must` is what the source held before.
    pub(crate) fn filled(&self, must: BTreeSet<Batch>) {
        let mut facts = self.facts();
        let source = facts.filling.clone();
        (facts.must, facts.may) = (must, BTreeSet::new());
        drop(facts);
        if let Some(source) = source {
            let may = source.facts().may.clone();
            self.facts().may = may;
        }
    }

    /// What is being filled may hold whatever its source may hold by now.
    pub(crate) fn settle(&self) {
        let source = self.facts().filling.take();
        if let Some(source) = source {
            let may = source.facts().may.clone();
            self.facts().may.extend(may);
        }
    }
}

/// All branches, and the names of those that are gone for good.
#[derive(Debug, Default)]
pub(crate) struct World {
    pub(crate) slots: Mutex<Vec<Arc<Slot>>>,
    pub(crate) deleted: Mutex<BTreeSet<BranchId>>,
    /// What went wrong before the kill: nothing may.
    pub(crate) complaints: Mutex<Vec<String>>,
}

impl World {
    pub(crate) fn slots(&self) -> Vec<Arc<Slot>> {
        self.slots.lock().unwrap().clone()
    }

    pub(crate) fn add(&self, slot: &Arc<Slot>) {
        self.slots.lock().unwrap().push(Arc::clone(slot));
    }

    /// Forgets branches that are gone.
    pub(crate) fn tidy(&self) {
        let mut slots = self.slots.lock().unwrap();
        slots.retain(|slot| {
            let facts = slot.facts();
            let gone = facts.being == Being::Gone;
            if let (true, Some(id)) = (gone, facts.id.clone()) {
                self.deleted.lock().unwrap().insert(id);
            }
            !gone
        });
    }
}
