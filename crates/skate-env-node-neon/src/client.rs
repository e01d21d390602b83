//! The tokio runtime and the Neon client of the process, created on first use, so that concurrent
//! calls share connections and the rate limit.

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

/// The last client. A process normally has one API key; another key replaces the client.
static CLIENT: Mutex<Option<CachedClient>> = Mutex::new(None);

struct CachedClient {
    base: String,
    key: SecretString,
    client: Client,
}

/// How often the runtime is polled after a call, to close the connections of a cancelled one.
const CLOSING_POLLS: usize = 8;

/// Runs a call on this thread. Of several concurrent calls, one thread drives the network for all.
pub(crate) fn run<T>(call: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    runtime()?.block_on(async {
        let outcome = call.await;
        for _ in 0..CLOSING_POLLS {
            yield_now().await;
        }
        outcome
    })
}

fn runtime() -> Result<&'static Runtime, Error> {
    if let Some(runtime) = RUNTIME.get() {
        return Ok(runtime);
    }
    let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| {
        Error::from_problem(Problem::new(
            Code::InternalError,
            format!("Cannot start the runtime for network calls: {}.", error.kind()),
            "Check the limit of open files (`ulimit -n`).",
        ))
    })?;
    // If another thread was faster, its runtime is used.
    Ok(RUNTIME.get_or_init(|| runtime))
}

/// The client for a base URL and a key. It needs the timer of the runtime.
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
