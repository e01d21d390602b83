//! Decisions that are remembered: an application sends the same statements again and again.

use std::{
    collections::HashMap,
    mem,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::oneshot;

use crate::{
    grammar::{DeepStack, Unreadable},
    judge::{Decision, Policy, decide, decide_text},
};

/// Longer texts are judged each time.
const LONGEST: usize = 4096;
/// How many are remembered since the last change of generations.
const MOST: usize = 512;

/// Judges statements of one policy, and remembers.
pub(super) struct Judge {
    policy: Arc<Policy>,
    stack: DeepStack,
    known: Mutex<Known>,
}

/// Two generations: when the young one is full, the old one is forgotten.
#[derive(Default)]
struct Known {
    young: HashMap<Box<str>, Decision>,
    old: HashMap<Box<str>, Decision>,
}

impl Judge {
    pub(super) fn new(policy: Policy, stack: DeepStack) -> Self {
        Self { policy: Arc::new(policy), stack, known: Mutex::default() }
    }

    /// Judges a query string. Bytes that are no UTF-8 are letters of another encoding, which
    /// PostgreSQL's grammar treats alike: each is a part of a name or a string.
    pub(super) async fn judge(&self, query: &[u8]) -> Decision {
        let text = String::from_utf8_lossy(query);
        if let Some(decision) = self.remembered(&text) {
            return decision;
        }
        let decision = self.decide(text.clone().into_owned()).await;
        if text.len() <= LONGEST {
            self.remember(text.into_owned().into_boxed_str(), decision.clone());
        }
        decision
    }

    async fn decide(&self, text: String) -> Decision {
        let (sender, answer) = oneshot::channel();
        let policy = Arc::clone(&self.policy);
        self.stack.submit(
            move || decide_text(&policy, &text),
            move |decision| drop(sender.send(decision)),
        );
        let decision = answer.await.ok().flatten();
        decision.unwrap_or_else(|| decide(&self.policy, "", Err(Unreadable::Syntax)))
    }

    fn remembered(&self, text: &str) -> Option<Decision> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(decision) = known.young.get(text) {
            return Some(decision.clone());
        }
        let (text, decision) = known.old.remove_entry(text)?;
        known.insert(text, decision.clone());
        Some(decision)
    }

    fn remember(&self, text: Box<str>, decision: Decision) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(text, decision);
    }
}

impl Known {
    fn insert(&mut self, text: Box<str>, decision: Decision) {
        if self.young.len() >= MOST {
            self.old = mem::take(&mut self.young);
        }
        self.young.insert(text, decision);
    }
}
