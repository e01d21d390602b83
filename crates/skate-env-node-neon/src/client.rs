//! One runtime and one client, made on first use: calls at the same time share connections and
//! Neon's limit.

use std::{
    future::Future,
    sync::{Mutex, OnceLock, PoisonError},
};

use secrecy::{ExposeSecret, SecretString};
use skate_env_core::{
    Code, Error, Problem,
    neon::{self, Client},
};
use tokio::{
    runtime::{Builder, Runtime},
    task::yield_now,
};

static RUNTIME: OnceLock<Runtime> = OnceLock::new();

/// The last one that was asked for: a process has one key, and a test that has more loses nothing.
static CLIENT: Mutex<Option<CachedClient>> = Mutex::new(None);

struct CachedClient {
    base: String,
    key: SecretString,
    client: Client,
}

/// Turns of the runtime in which connections of a call that was given up are closed.
const LAST_TURNS: usize = 8;

/// Runs a call on this thread; of several at once, one thread waits for the network for all.
pub(crate) fn run<T>(call: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    runtime()?.block_on(async {
        let outcome = call.await;
        for _ in 0..LAST_TURNS {
            yield_now().await;
        }
        outcome
    })
}

fn runtime() -> Result<&'static Runtime, Error> {
    if let Some(runtime) = RUNTIME.get() {
        return Ok(runtime);
    }
    let made = Builder::new_current_thread().enable_all().build().map_err(|error| {
        Error::from_problem(Problem::new(
            Code::InternalError,
            format!("The system gives no means to wait for the network: {}.", error.kind()),
            "Check the limit of open files.",
        ))
    })?;
    // Where another thread was quicker, its runtime is taken.
    Ok(RUNTIME.get_or_init(|| made))
}

/// The client of an address and a key. Called on the runtime, whose timer it needs.
pub(crate) fn client(base: &str, key: &SecretString) -> Result<Client, neon::Error> {
    let mut last = CLIENT.lock().unwrap_or_else(PoisonError::into_inner);
    let same = |known: &&CachedClient| {
        known.base == base && known.key.expose_secret() == key.expose_secret()
    };
    if let Some(known) = last.as_ref().filter(same) {
        return Ok(known.client.clone());
    }
    let client = Client::connect(base, key)?;
    *last = Some(CachedClient { base: base.to_owned(), key: key.clone(), client: client.clone() });
    Ok(client)
}
