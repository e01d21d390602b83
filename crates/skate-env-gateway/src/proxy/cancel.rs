//! Keys for cancelling: clients get ours, and their requests are sent on with the server's.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use skate_env_core::verify::Connector;

/// A process number and a secret, as clients of every version read them.
pub(super) type Key = [u8; 8];

/// The keys of all sessions that live.
#[derive(Clone, Default)]
pub(super) struct CancelKeys(Arc<Mutex<HashMap<Key, Target>>>);

#[derive(Clone)]
pub(super) struct Target {
    connector: Arc<Connector>,
    key: Vec<u8>,
}

/// A session's key; dropping it forgets it.
pub(super) struct Registered {
    keys: CancelKeys,
    pub(super) key: Key,
}

impl CancelKeys {
    /// Draws a key for a session whose server gave `key`; `None` where nothing can be drawn.
    pub(super) fn register(&self, connector: Arc<Connector>, key: Vec<u8>) -> Option<Registered> {
        let mut drawn = Key::default();
        getrandom::fill(&mut drawn).ok()?;
        // A process number is positive; and clients that read the secret as an unsigned number
        // and write it as a signed one (postgres.js 3.4) cancel only what has a small one.
        drawn[0] &= 0x7f;
        drawn[4] &= 0x7f;
        self.lock().insert(drawn, Target { connector, key });
        Some(Registered { keys: self.clone(), key: drawn })
    }

    /// Sends a client's request on. A key that nobody has is no error: the session has ended.
    pub(super) async fn cancel(&self, key: &[u8]) {
        let target = Key::try_from(key).ok().and_then(|key| self.lock().get(&key).cloned());
        if let Some(target) = target {
            // There is no answer in the protocol that could say that it failed.
            let _ = target.connector.cancel(&target.key).await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Target>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        self.keys.lock().remove(&self.key);
    }
}
