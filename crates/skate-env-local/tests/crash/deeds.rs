//! What is done with one branch that nobody else works on.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use skate_env_core::neon::calls::{branches, endpoints, roles};

use crate::load::{Outcome, Worker};
use crate::model::{Being, Facts, Slot};

impl Worker {
    pub(crate) async fn reset(
        &mut self,
        slot: &Arc<Slot>,
        all: &[Arc<Slot>],
        keep: bool,
    ) -> Option<()> {
        let source = Arc::clone(&all[self.random.below(2)]);
        let _turn = slot.turn.write().await;
        let _its_turn = source.turn.read().await;
        let (Some(id), Some(source_id)) = (slot.id(), source.id()) else { return Some(()) };
        let before = slot.facts().clone();
        let must = source.facts().must.clone();
        let name = format!("kept/{}", self.next.fetch_add(1, Ordering::SeqCst));
        let kept = keep.then(|| Slot::new(Facts { url: None, id: None, ..before.clone() }));
        if let Some(kept) = &kept {
            let mut facts = kept.facts();
            (facts.being, facts.names, facts.touched) = (Being::Perhaps, vec![name.clone()], true);
        }
        slot.fill_from(&source);
        // A reset takes the source's roles; nobody heard yet that it did.
        slot.facts().roles.clear();
        slot.facts().gone_roles.clear();
        if let Some(kept) = &kept {
            self.world.add(kept);
        }
        let restore = branches::Restore {
            source_branch_id: source_id,
            source_timestamp: None,
            preserve_under_name: keep.then_some(name),
        };
        let request = branches::restore(&self.api.project, &id, &restore);
        slot.note(format!("reset: {restore:?}"));
        match self.judge(self.api.send(&request).await) {
            Outcome::Done(answer) => {
                slot.filled(must);
                // Promised as well: it is done after a crash, if not before.
                if let Some(kept) = &kept {
                    kept.facts().being = Being::Surely;
                }
                slot.note("is reset");
                self.ended(&answer.operations).await?;
                slot.settle();
                slot.note("was reset");
                Some(())
            }
            Outcome::Refused => {
                *slot.facts() = Facts { touched: true, ..before };
                if let Some(kept) = &kept {
                    kept.facts().being = Being::Gone;
                }
                self.world.tidy();
                Some(())
            }
            Outcome::Lost => None,
        }
    }

    pub(crate) async fn delete(&mut self, slot: &Arc<Slot>) -> Option<()> {
        let _turn = slot.turn.write().await;
        let Some(id) = slot.id() else { return Some(()) };
        slot.facts().being = Being::Perhaps;
        let request = branches::delete(&self.api.project, &id);
        match self.judge(self.api.send(&request).await) {
            Outcome::Done(answer) => {
                slot.facts().being = Being::Gone;
                self.world.tidy();
                let operations = answer.map(|answer| answer.operations).unwrap_or_default();
                self.ended(&operations).await
            }
            Outcome::Refused => {
                slot.facts().being = Being::Surely;
                Some(())
            }
            Outcome::Lost => None,
        }
    }

    pub(crate) async fn rename(&mut self, slot: &Arc<Slot>) -> Option<()> {
        let _turn = slot.turn.write().await;
        let Some(id) = slot.id() else { return Some(()) };
        let name = format!("renamed/{}", self.next.fetch_add(1, Ordering::SeqCst));
        let before = slot.facts().names.clone();
        slot.facts().names.push(name.clone());
        let request = branches::rename(&self.api.project, &id, &name);
        match self.judge(self.api.send(&request).await) {
            Outcome::Done(_) => slot.facts().names = vec![name],
            Outcome::Refused => slot.facts().names = before,
            Outcome::Lost => return None,
        }
        Some(())
    }

    pub(crate) async fn create_role(&mut self, slot: &Arc<Slot>) -> Option<()> {
        let _turn = slot.turn.write().await;
        let Some(id) = slot.id() else { return Some(()) };
        slot.facts().touched = true;
        let name = format!("role_{}", self.next.fetch_add(1, Ordering::SeqCst));
        let request = roles::create(&self.api.project, &id, &name);
        match self.judge(self.api.send(&request).await) {
            Outcome::Done(answer) => {
                let password = answer.role.password.map(|it| it.expose_secret().to_owned());
                slot.facts().roles.insert(name, password);
                self.ended(&answer.operations.unwrap_or_default()).await
            }
            Outcome::Refused => Some(()),
            Outcome::Lost => None,
        }
    }

    pub(crate) async fn delete_role(&mut self, slot: &Arc<Slot>) -> Option<()> {
        let _turn = slot.turn.write().await;
        let Some(id) = slot.id() else { return Some(()) };
        let first = slot.facts().roles.pop_first();
        let Some((name, password)) = first else { return Some(()) };
        slot.facts().touched = true;
        let request = roles::delete(&self.api.project, &id, &name);
        match self.judge(self.api.send(&request).await) {
            Outcome::Done(answer) => {
                slot.facts().gone_roles.insert(name);
                let operations = answer.and_then(|answer| answer.operations).unwrap_or_default();
                self.ended(&operations).await
            }
            Outcome::Refused => {
                slot.facts().roles.insert(name, password);
                Some(())
            }
            Outcome::Lost => None,
        }
    }

    pub(crate) async fn suspend(&mut self, slot: &Arc<Slot>) -> Option<()> {
        let _turn = slot.turn.write().await;
        let Some(id) = slot.id() else { return Some(()) };
        slot.facts().touched = true;
        let found = self.api.send(&endpoints::of_branch(&self.api.project, &id)).await;
        let endpoint = match self.judge(found) {
            Outcome::Done(found) => found.endpoints.into_iter().next(),
            Outcome::Refused => None,
            Outcome::Lost => return None,
        };
        let Some(endpoint) = endpoint else { return Some(()) };
        let request = endpoints::suspend(&self.api.project, &endpoint.id);
        match self.judge(self.api.send(&request).await) {
            Outcome::Done(answer) => self.ended(&answer.operations.unwrap_or_default()).await,
            Outcome::Refused => Some(()),
            Outcome::Lost => None,
        }
    }
}
