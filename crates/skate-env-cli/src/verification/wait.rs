//! Waits for the answers of databases, and prints a line if that takes long.

use std::{future::Future, time::Duration};

use crate::{
    exit::{self, Exit},
    failure::Failure,
    output::{Output, print_stderr},
    runtime,
};

const LONG: Duration = Duration::from_secs(1);

/// Runs a query; after a second it prints what the command is waiting for.
pub(crate) fn wait_for_answer<T>(
    output: &Output,
    query: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    let work = async {
        tokio::pin!(query);
        tokio::select! {
            answer = &mut query => return answer,
            () = tokio::time::sleep(LONG) => {}
        }
        if output.shows_messages() {
            print_stderr("Waiting for the database to identify itself\n");
        }
        query.await
    };
    runtime::run_until_interrupted(work, || {
        Failure::new(
            Exit::Failed,
            exit::INTERRUPTED,
            "Interrupted while waiting for the database to identify itself.",
            "Nothing was changed.",
        )
    })
}
