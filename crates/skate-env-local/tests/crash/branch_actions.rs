//! Actions on one branch that the worker has locked: reset, delete, rename, roles, suspend.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use skate_env_core::neon::calls::{branches, endpoints, roles};

use crate::load::{Outcome, Worker};
use crate::model::{BranchEntry, BranchModel, Existence};

impl Worker {
    pub(crate) async fn reset(
        &mut self,
        entry: &Arc<BranchEntry>,
        all: &[Arc<BranchEntry>],
        keep: bool,
    ) -> Option<()> {
        let source = Arc::clone(&all[self.random.below(2)]);
        let _turn = entry.lock.write().await;
        let _its_turn = source.lock.read().await;
        let (Some(id), Some(source_id)) = (entry.id(), source.id()) else { return Some(()) };
        let before = entry.model().clone();
        let required = source.model().required.clone();
        let name = format!("kept/{}", self.next.fetch_add(1, Ordering::SeqCst));
        let kept =
            keep.then(|| BranchEntry::new(BranchModel { url: None, id: None, ..before.clone() }));
        if let Some(kept) = &kept {
            let mut model = kept.model();
            (model.existence, model.names, model.touched) =
                (Existence::Unknown, vec![name.clone()], true);
        }
        entry.fill_from(&source);
        // A reset takes the source's roles; whether it did is not known yet.
        entry.model().roles.clear();
        entry.model().deleted_roles.clear();
        if let Some(kept) = &kept {
            self.expected.add(kept);
        }
        let restore = branches::Restore {
            source_branch_id: source_id,
            source_timestamp: None,
            preserve_under_name: keep.then_some(name),
        };
        let request = branches::restore(&self.api.project, &id, &restore);
        entry.note(format!("reset: {restore:?}"));
        match self.judge(self.api.send(&request).await) {
            Outcome::Done(answer) => {
                entry.filled(required);
                // Acknowledged as well: it is completed after a crash, if not before.
                if let Some(kept) = &kept {
                    kept.model().existence = Existence::Certain;
                }
                entry.note("is reset");
                self.ended(&answer.operations).await?;
                entry.settle();
                entry.note("was reset");
                Some(())
            }
            Outcome::Refused => {
                *entry.model() = BranchModel { touched: true, ..before };
                if let Some(kept) = &kept {
                    kept.model().existence = Existence::Deleted;
                }
                self.expected.tidy();
                Some(())
            }
            Outcome::Unknown => None,
        }
    }

    pub(crate) async fn delete(&mut self, entry: &Arc<BranchEntry>) -> Option<()> {
        let _turn = entry.lock.write().await;
        let Some(id) = entry.id() else { return Some(()) };
        entry.model().existence = Existence::Unknown;
        let request = branches::delete(&self.api.project, &id);
        match self.judge(self.api.send(&request).await) {
            Outcome::Done(answer) => {
                entry.model().existence = Existence::Deleted;
                self.expected.tidy();
                let operations = answer.map(|answer| answer.operations).unwrap_or_default();
                self.ended(&operations).await
            }
            Outcome::Refused => {
                entry.model().existence = Existence::Certain;
                Some(())
            }
            Outcome::Unknown => None,
        }
    }

    pub(crate) async fn rename(&mut self, entry: &Arc<BranchEntry>) -> Option<()> {
        let _turn = entry.lock.write().await;
        let Some(id) = entry.id() else { return Some(()) };
        let name = format!("renamed/{}", self.next.fetch_add(1, Ordering::SeqCst));
        let before = entry.model().names.clone();
        entry.model().names.push(name.clone());
        let request = branches::rename(&self.api.project, &id, &name);
        match self.judge(self.api.send(&request).await) {
            Outcome::Done(_) => entry.model().names = vec![name],
            Outcome::Refused => entry.model().names = before,
            Outcome::Unknown => return None,
        }
        Some(())
    }

    pub(crate) async fn create_role(&mut self, entry: &Arc<BranchEntry>) -> Option<()> {
        let _turn = entry.lock.write().await;
        let Some(id) = entry.id() else { return Some(()) };
        entry.model().touched = true;
        let name = format!("role_{}", self.next.fetch_add(1, Ordering::SeqCst));
        let request = roles::create(&self.api.project, &id, &name);
        match self.judge(self.api.send(&request).await) {
            Outcome::Done(answer) => {
                let password = answer.role.password.map(|it| it.expose_secret().to_owned());
                entry.model().roles.insert(name, password);
                self.ended(&answer.operations.unwrap_or_default()).await
            }
            Outcome::Refused => Some(()),
            Outcome::Unknown => None,
        }
    }

    pub(crate) async fn delete_role(&mut self, entry: &Arc<BranchEntry>) -> Option<()> {
        let _turn = entry.lock.write().await;
        let Some(id) = entry.id() else { return Some(()) };
        let first = entry.model().roles.pop_first();
        let Some((name, password)) = first else { return Some(()) };
        entry.model().touched = true;
        let request = roles::delete(&self.api.project, &id, &name);
        match self.judge(self.api.send(&request).await) {
            Outcome::Done(answer) => {
                entry.model().deleted_roles.insert(name);
                let operations = answer.and_then(|answer| answer.operations).unwrap_or_default();
                self.ended(&operations).await
            }
            Outcome::Refused => {
                entry.model().roles.insert(name, password);
                Some(())
            }
            Outcome::Unknown => None,
        }
    }

    pub(crate) async fn suspend(&mut self, entry: &Arc<BranchEntry>) -> Option<()> {
        let _turn = entry.lock.write().await;
        let Some(id) = entry.id() else { return Some(()) };
        entry.model().touched = true;
        let found = self.api.send(&endpoints::of_branch(&self.api.project, &id)).await;
        let endpoint = match self.judge(found) {
            Outcome::Done(found) => found.endpoints.into_iter().next(),
            Outcome::Refused => None,
            Outcome::Unknown => return None,
        };
        let Some(endpoint) = endpoint else { return Some(()) };
        let request = endpoints::suspend(&self.api.project, &endpoint.id);
        match self.judge(self.api.send(&request).await) {
            Outcome::Done(answer) => self.ended(&answer.operations.unwrap_or_default()).await,
            Outcome::Refused => Some(()),
            Outcome::Unknown => None,
        }
    }
}
