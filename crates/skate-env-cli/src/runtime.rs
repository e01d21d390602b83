//! The async runtime, created only by commands that wait for a network or a process; and Ctrl-C.

use std::future::Future;

use skate_env_core::{Code, Problem};

use crate::failure::Failure;

/// Runs the work until it ends or Ctrl-C ends it; `interrupted` makes the error for Ctrl-C.
pub(crate) fn run_until_interrupted<T>(
    work: impl Future<Output = Result<T, Failure>>,
    interrupted: impl FnOnce() -> Failure,
) -> Result<T, Failure> {
    race(work, interrupt_signal(), interrupted)
}

/// Runs work that has to clean up and therefore handles the first Ctrl-C itself
/// ([`interrupt_signal`]). The second Ctrl-C ends it at once.
pub(crate) fn run_with_cleanup<T>(
    work: impl Future<Output = Result<T, Failure>>,
    interrupted: impl FnOnce() -> Failure,
) -> Result<T, Failure> {
    let twice = async {
        interrupt_signal().await;
        interrupt_signal().await;
    };
    race(work, twice, interrupted)
}

/// Runs work that changes nothing, and leaves the handling of Ctrl-C as it is. Once
/// [`run_until_interrupted`] has installed a handler, Ctrl-C no longer ends a process that waits
/// at a prompt.
pub(crate) fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = current_thread()?;
    let answer = runtime.block_on(work);
    runtime.shutdown_background();
    answer
}

/// Runs a server, which handles Ctrl-C itself, on this thread: its work is to pass bytes on, and
/// another thread that has to be woken for them costs more than the work.
pub(crate) fn serve_on_this_thread<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    Ok(current_thread()?.block_on(work))
}

/// Runs a server, which handles Ctrl-C itself, on all cores.
pub(crate) fn serve<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    Ok(runtime.map_err(|error| no_runtime(&error))?.block_on(work))
}

fn current_thread() -> Result<tokio::runtime::Runtime, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| no_runtime(&error))
}

fn race<T>(
    work: impl Future<Output = Result<T, Failure>>,
    stop: impl Future<Output = ()>,
    interrupted: impl FnOnce() -> Failure,
) -> Result<T, Failure> {
    let runtime = current_thread()?;
    let result = runtime.block_on(async {
        tokio::select! {
            // Polled first, so that a signal during the first poll of the work is seen.
            biased;
            () = stop => Err(interrupted()),
            result = work => result,
        }
    });
    // Do not wait for a DNS lookup that is still running.
    runtime.shutdown_background();
    result
}

/// Waits for Ctrl-C, or for the signal that a process manager sends instead.
#[cfg(unix)]
pub(crate) async fn interrupt_signal() {
    use tokio::signal::unix::{SignalKind, signal};

    let [interrupt, terminate] = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
    let (Ok(mut interrupt), Ok(mut terminate)) = (interrupt, terminate) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
pub(crate) async fn interrupt_signal() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

fn no_runtime(error: &std::io::Error) -> Failure {
    let message = format!("Cannot create a timer or a socket: {error}.");
    Problem::new(Code::InternalError, message, "Close other programs, then try again.").into()
}
