//! Waits for the answers of databases, and says so where that takes long.

use std::{future::Future, time::Duration};

use crate::{
    exit::{self, Exit},
    failure::Failure,
    output::{Output, print_stderr},
    runtime,
};

const LONG: Duration = Duration::from_secs(1);

/// Asks with patience; a person is told what is waited for.
pub(crate) fn wait_for_answer<T>(
    output: &Output,
    asking: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    let work = async {
        tokio::pin!(asking);
        tokio::select! {
            answer = &mut asking => return answer,
            () = tokio::time::sleep(LONG) => {}
        }
        if output.shows_messages() {
            print_stderr("Waiting for the database to say who it is\n");
        }
        asking.await
    };
    runtime::run_until_interrupted(work, || {
        Failure::new(
            Exit::Failed,
            exit::INTERRUPTED,
            "Interrupted while the database was asked who it is.",
            "Nothing was changed.",
        )
    })
}
