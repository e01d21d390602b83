//! The load: workers that do random actions until the control plane is killed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use skate_env_core::neon::Error;
use skate_env_core::neon::model::Operation;

use crate::helpers::api::Api;
use crate::helpers::database;
use crate::model::{BranchEntry, BranchModel, Existence, Model};
use crate::random::Random;

/// Rows of one transaction.
pub(crate) const ROWS: i64 = 20;
const MOST_BRANCHES: usize = 9;

/// One worker.
pub(crate) struct Worker {
    pub(crate) api: Api,
    pub(crate) expected: Arc<Model>,
    pub(crate) random: Random,
    pub(crate) next: Arc<AtomicI64>,
    /// Set just before the kill: from then on every request may fail.
    pub(crate) killed: Arc<AtomicBool>,
}

/// How a request ended.
pub(crate) enum Outcome<Answer> {
    Done(Answer),
    /// The API returned an error, and nothing has changed.
    Refused,
    /// The reply was lost: the worker ends.
    Unknown,
}

impl Worker {
    /// Works until the control plane is killed.
    pub(crate) async fn work(mut self) {
        while self.step().await.is_some() {}
    }

    async fn step(&mut self) -> Option<()> {
        let entries = self.expected.entries();
        let entry = Arc::clone(&entries[self.random.below(entries.len())]);
        // The first two are the parents of the others, and are never deleted.
        let leaf = || entries.get(2..).filter(|leaves| !leaves.is_empty());
        let chosen = leaf().map(|leaves| Arc::clone(&leaves[self.random.below(leaves.len())]));
        let crowded = entries.len() > MOST_BRANCHES;
        match (self.random.below(100), chosen) {
            (0..25, _) if !crowded => self.create(&entry).await,
            (0..25 | 80..88, Some(leaf)) => self.delete(&leaf).await,
            (55..66, Some(leaf)) => self.reset(&leaf, &entries, false).await,
            (66..69, Some(leaf)) if !crowded => self.reset(&leaf, &entries, true).await,
            (69..73, Some(leaf)) => self.rename(&leaf).await,
            (73..78, Some(leaf)) => self.create_role(&leaf).await,
            (78..80, Some(leaf)) => self.delete_role(&leaf).await,
            (88..93, Some(leaf)) => self.suspend(&leaf).await,
            _ => self.insert(&entry).await,
        }
    }

    /// Commits a few transactions.
    async fn insert(&mut self, entry: &Arc<BranchEntry>) -> Option<()> {
        let _turn = entry.lock.read().await;
        let Some(id) = entry.id() else { return Some(()) };
        let known = entry.model().url.clone();
        let url = match known {
            Some(url) => url,
            None => match self.judge(self.api.url(&id).await) {
                Outcome::Done(url) => url,
                Outcome::Refused => return Some(()),
                Outcome::Unknown => return None,
            },
        };
        entry.model().url = Some(url.clone());
        let client = self.sql(database::connect(&url).await)?;
        for _ in 0..=self.random.below(3) {
            let batch = self.next.fetch_add(1, Ordering::SeqCst);
            let statement = "INSERT INTO notes SELECT $1, n FROM generate_series(1, $2::bigint) n";
            {
                let mut model = entry.model();
                model.allowed.insert(batch);
                model.touched = true;
            }
            self.sql(client.execute(statement, &[&batch, &ROWS]).await)?;
            entry.model().required.insert(batch);
        }
        Some(())
    }

    async fn create(&mut self, parent: &Arc<BranchEntry>) -> Option<()> {
        let _turn = parent.lock.read().await;
        let Some(parent_id) = parent.id() else { return Some(()) };
        let name = format!("branch/{}", self.next.fetch_add(1, Ordering::SeqCst));
        let entry = BranchEntry::new(BranchModel::wanted(&name));
        let _own = entry.lock.write().await;
        let required = parent.model().required.clone();
        entry.model().required.clone_from(&required);
        entry.model().filling = Some(Arc::clone(parent));
        self.expected.add(&entry);
        match self.judge(self.api.begin_branch(&name, &parent_id).await) {
            Outcome::Done(created) => {
                // Acknowledged: from now on it must survive.
                entry.model().id = Some(created.branch.id);
                entry.model().existence = Existence::Certain;
                entry.note(format!("created from {parent_id}"));
                self.ended(&created.operations).await?;
                entry.settle();
                entry.note("ready");
                Some(())
            }
            Outcome::Refused => {
                entry.model().existence = Existence::Deleted;
                self.expected.tidy();
                Some(())
            }
            Outcome::Unknown => None,
        }
    }

    pub(crate) async fn ended(&self, operations: &[Operation]) -> Option<()> {
        match self.judge(self.api.ended(operations).await) {
            Outcome::Done(None) => Some(()),
            Outcome::Done(Some(why)) => {
                // The watchdog may end a server before the control plane is killed.
                self.record_error(&format!("an operation failed: {why}"));
                None
            }
            Outcome::Refused | Outcome::Unknown => None,
        }
    }

    pub(crate) fn judge<Answer>(&self, outcome: Result<Answer, Error>) -> Outcome<Answer> {
        match outcome {
            Ok(answer) => Outcome::Done(answer),
            Err(error) if matches!(error.status(), Some(409 | 412 | 422 | 423)) => Outcome::Refused,
            Err(error) => {
                self.record_error(&error.to_string());
                Outcome::Unknown
            }
        }
    }

    fn sql<T>(&self, outcome: Result<T, tokio_postgres::Error>) -> Option<T> {
        outcome.inspect_err(|error| self.record_error(&format!("SQL: {error:?}"))).ok()
    }

    fn record_error(&self, what: &str) {
        if !self.killed.load(Ordering::SeqCst) {
            self.expected.errors.lock().unwrap().push(what.to_owned());
        }
    }
}
