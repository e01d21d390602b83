//! What waits for others: a runtime, made by the commands that need one, and Ctrl-C.

use std::future::Future;

use skate_env_core::{Code, Problem};

use crate::failure::Failure;

/// Does the work; where somebody ends it, `interrupted` says what that leaves.
pub(crate) fn run_until_interrupted<T>(
    work: impl Future<Output = Result<T, Failure>>,
    interrupted: impl FnOnce() -> Failure,
) -> Result<T, Failure> {
    block_on_with(work, interrupt_signal(), interrupted)
}

/// The same for work that has something to put away, and therefore hears of a wish to end itself
/// ([`interrupt_signal`]): who says it twice is not kept waiting.
pub(crate) fn run_with_cleanup<T>(
    work: impl Future<Output = Result<T, Failure>>,
    interrupted: impl FnOnce() -> Failure,
) -> Result<T, Failure> {
    let twice = async {
        interrupt_signal().await;
        interrupt_signal().await;
    };
    block_on_with(work, twice, interrupted)
}

/// Asks a question, which changes nothing and leaves Ctrl-C what it is: once [`run_until_interrupted`] has listened
/// for it, it no longer ends a process that goes on to ask a person.
pub(crate) fn block_on<T>(
    question: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    let runtime = current_thread()?;
    let answer = runtime.block_on(question);
    runtime.shutdown_background();
    answer
}

/// Runs a process that serves until it is ended, and hears Ctrl-C itself.
pub(crate) fn serve<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    Ok(runtime.map_err(|error| no_runtime(&error))?.block_on(work))
}

fn current_thread() -> Result<tokio::runtime::Runtime, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| no_runtime(&error))
}

fn block_on_with<T>(
    work: impl Future<Output = Result<T, Failure>>,
    stop: impl Future<Output = ()>,
    interrupted: impl FnOnce() -> Failure,
) -> Result<T, Failure> {
    let runtime = current_thread()?;
    let result = runtime.block_on(async {
        tokio::select! {
            // First of all: a wish to end that comes while the work begins is heard.
            biased;
            () = stop => Err(interrupted()),
            result = work => result,
        }
    });
    // A name that is still being looked up is not waited for.
    runtime.shutdown_background();
    result
}

/// Ctrl-C, or what a process manager sends instead.
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
    let message = format!("The system gives no timer or socket: {error}.");
    Problem::new(Code::InternalError, message, "Close other programs, then try again.").into()
}
