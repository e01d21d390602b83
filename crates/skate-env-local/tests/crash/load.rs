//! Work of every kind, until the control plane dies.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use skate_env_core::neon::Error;
use skate_env_core::neon::model::Operation;

use crate::helpers::api::Api;
use crate::helpers::database;
use crate::model::{Being, Facts, Slot, World};
use crate::random::Random;

/// Rows of one transaction.
pub(crate) const ROWS: i64 = 20;
const MOST_BRANCHES: usize = 9;

/// One worker's means.
pub(crate) struct Worker {
    pub(crate) api: Api,
    pub(crate) world: Arc<World>,
    pub(crate) random: Random,
    pub(crate) next: Arc<AtomicI64>,
    /// Set just before the kill: from then on everything may fail.
    pub(crate) killed: Arc<AtomicBool>,
}

/// How a request ended.
pub(crate) enum Outcome<Answer> {
    Done(Answer),
    /// Nothing was done.
    Refused,
    /// Nobody knows: the worker ends.
    Lost,
}

impl Worker {
    /// Works until the control plane is gone.
    pub(crate) async fn work(mut self) {
        while self.step().await.is_some() {}
    }

    async fn step(&mut self) -> Option<()> {
        let slots = self.world.slots();
        let slot = Arc::clone(&slots[self.random.below(slots.len())]);
        // The first two are roots of the others, and stay.
        let leaf = || slots.get(2..).filter(|leaves| !leaves.is_empty());
        let chosen = leaf().map(|leaves| Arc::clone(&leaves[self.random.below(leaves.len())]));
        let crowded = slots.len() > MOST_BRANCHES;
        match (self.random.below(100), chosen) {
            (0..25, _) if !crowded => self.create(&slot).await,
            (0..25 | 80..88, Some(leaf)) => self.delete(&leaf).await,
            (55..66, Some(leaf)) => self.reset(&leaf, &slots, false).await,
            (66..69, Some(leaf)) if !crowded => self.reset(&leaf, &slots, true).await,
            (69..73, Some(leaf)) => self.rename(&leaf).await,
            (73..78, Some(leaf)) => self.create_role(&leaf).await,
            (78..80, Some(leaf)) => self.delete_role(&leaf).await,
            (88..93, Some(leaf)) => self.suspend(&leaf).await,
            _ => self.insert(&slot).await,
        }
    }

    /// Commits a few transactions.
    async fn insert(&mut self, slot: &Arc<Slot>) -> Option<()> {
        let _turn = slot.turn.read().await;
        let Some(id) = slot.id() else { return Some(()) };
        let known = slot.facts().url.clone();
        let url = match known {
            Some(url) => url,
            None => match self.judge(self.api.url(&id).await) {
                Outcome::Done(url) => url,
                Outcome::Refused => return Some(()),
                Outcome::Lost => return None,
            },
        };
        slot.facts().url = Some(url.clone());
        let client = self.sql(database::connect(&url).await)?;
        for _ in 0..=self.random.below(3) {
            let batch = self.next.fetch_add(1, Ordering::SeqCst);
            let statement = "INSERT INTO notes SELECT $1, n FROM generate_series(1, $2::bigint) n";
            {
                let mut facts = slot.facts();
                facts.may.insert(batch);
                facts.touched = true;
            }
            self.sql(client.execute(statement, &[&batch, &ROWS]).await)?;
            slot.facts().must.insert(batch);
        }
        Some(())
    }

    async fn create(&mut self, parent: &Arc<Slot>) -> Option<()> {
        let _turn = parent.turn.read().await;
        let Some(parent_id) = parent.id() else { return Some(()) };
        let name = format!("branch/{}", self.next.fetch_add(1, Ordering::SeqCst));
        let slot = Slot::new(Facts::wanted(&name));
        let _own = slot.turn.write().await;
        let must = parent.facts().must.clone();
        slot.facts().must.clone_from(&must);
        slot.facts().filling = Some(Arc::clone(parent));
        self.world.add(&slot);
        match self.judge(self.api.begin_branch(&name, &parent_id).await) {
            Outcome::Done(created) => {
                // Promised: from now on it survives.
                slot.facts().id = Some(created.branch.id);
                slot.facts().being = Being::Surely;
                slot.note(format!("made of {parent_id}"));
                self.ended(&created.operations).await?;
                slot.settle();
                slot.note("ready");
                Some(())
            }
            Outcome::Refused => {
                slot.facts().being = Being::Gone;
                self.world.tidy();
                Some(())
            }
            Outcome::Lost => None,
        }
    }

    pub(crate) async fn ended(&self, operations: &[Operation]) -> Option<()> {
        match self.judge(self.api.ended(operations).await) {
            Outcome::Done(None) => Some(()),
            Outcome::Done(Some(why)) => {
                // A server that is ended beside the control plane makes operations fail.
                self.complain(&format!("an operation failed: {why}"));
                None
            }
            Outcome::Refused | Outcome::Lost => None,
        }
    }

    pub(crate) fn judge<Answer>(&self, outcome: Result<Answer, Error>) -> Outcome<Answer> {
        match outcome {
            Ok(answer) => Outcome::Done(answer),
            Err(error) if matches!(error.status(), Some(409 | 412 | 422 | 423)) => Outcome::Refused,
            Err(error) => {
                self.complain(&error.to_string());
                Outcome::Lost
            }
        }
    }

    fn sql<T>(&self, outcome: Result<T, tokio_postgres::Error>) -> Option<T> {
        outcome.inspect_err(|error| self.complain(&format!("SQL: {error:?}"))).ok()
    }

    fn complain(&self, what: &str) {
        if !self.killed.load(Ordering::SeqCst) {
            self.world.complaints.lock().unwrap().push(what.to_owned());
        }
    }
}
