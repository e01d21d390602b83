//! The thread that keeps a process's sessions: test frameworks end their runtimes with each test, and
//! the sessions that answer for databases must outlive them.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, OnceLock};
use std::thread;

use tokio::runtime::{Builder, Handle};
use tokio::sync::Mutex;

use crate::control::Control;
use crate::error::error;
use crate::server::stopped_thread;
use crate::{Result, ServerChoice};

static RUNTIME: OnceLock<Handle> = OnceLock::new();
static CONTROLS: OnceLock<Mutex<HashMap<String, Arc<Control>>>> = OnceLock::new();

/// Runs a future on the thread, and waits for it on any runtime.
pub(crate) async fn run<T: Send + 'static>(
    future: impl Future<Output = Result<T>> + Send + 'static,
) -> Result<T> {
    runtime()?.spawn(future).await.map_err(|_| stopped_thread())?
}

/// The same for a caller without a runtime.
pub(crate) fn block_on<T: Send + 'static>(
    future: impl Future<Output = Result<T>> + Send + 'static,
) -> Result<T> {
    let (sender, receiver) = std::sync::mpsc::channel();
    runtime()?.spawn(async move {
        // Nobody waits any more: the caller's thread has ended.
        let _ = sender.send(future.await);
    });
    receiver.recv().map_err(|_| stopped_thread())?
}

/// Runs a future on the thread; nobody waits for it.
pub(crate) fn spawn(future: impl Future<Output = ()> + Send + 'static) {
    if let Ok(runtime) = runtime() {
        runtime.spawn(future);
    }
}

/// The control session of a server, shared by everything in this process. Called on the thread.
pub(crate) async fn control(choice: &ServerChoice) -> Result<Arc<Control>> {
    let mut controls = CONTROLS.get_or_init(Mutex::default).lock().await;
    let key = choice.key();
    if let Some(open) = controls.get(&key).filter(|it| !it.client.is_closed()) {
        return Ok(Arc::clone(open));
    }
    let opened = Arc::new(Control::open(choice).await?);
    controls.insert(key, Arc::clone(&opened));
    Ok(opened)
}

fn runtime() -> Result<&'static Handle> {
    if let Some(handle) = RUNTIME.get() {
        return Ok(handle);
    }
    let failed = |why: &std::io::Error| {
        error(
            skate_env_core::Code::Io,
            format!("The thread of the test helper could not be started: {why}."),
            "Check the limits of open files and of processes (`ulimit -n`, `ulimit -u`).",
        )
    };
    let runtime = Builder::new_current_thread().enable_all().build().map_err(|why| failed(&why))?;
    let handle = runtime.handle().clone();
    // Of two threads that come at once, one keeps its runtime and the other drops its own.
    if RUNTIME.set(handle).is_ok() {
        thread::Builder::new()
            .name("skate-env-testing".to_owned())
            .spawn(move || runtime.block_on(std::future::pending::<()>()))
            .map_err(|why| failed(&why))?;
    }
    RUNTIME.get().ok_or_else(stopped_thread)
}
