//! What the attribute macro calls. Not part of the interface.

use std::future::Future;
use std::process::{ExitCode, Termination};

use crate::{Options, TestDatabase, server, test_database};

/// Runs a test without an async runtime.
pub fn run<R: Termination>(
    options: Options,
    label: &str,
    test: impl FnOnce(TestDatabase) -> R,
) -> ExitCode {
    finish(options, label, |database| test(database).report())
}

/// Runs an async test, on a runtime of one thread.
pub fn run_async<R: Termination, F: Future<Output = R>>(
    options: Options,
    label: &str,
    test: impl FnOnce(TestDatabase) -> F,
) -> ExitCode {
    finish(options, label, |database| {
        match tokio::runtime::Builder::new_current_thread().enable_all().build() {
            Ok(runtime) => runtime.block_on(test(database)).report(),
            Err(_) => fail(&server::stopped_thread()),
        }
    })
}

/// A test that returns an error keeps its database like one that panics.
fn finish(options: Options, label: &str, test: impl FnOnce(TestDatabase) -> ExitCode) -> ExitCode {
    match TestDatabase::create_blocking(&options.label(label)) {
        Ok(database) => {
            let (database, witness) = database.with_witness();
            let code = test(database);
            if code != ExitCode::SUCCESS {
                witness.keep_failed();
            }
            code
        }
        Err(failed) => fail(&failed),
    }
}

fn fail(failed: &skate_env_core::Error) -> ExitCode {
    test_database::print(&format!("error: {failed}"));
    ExitCode::FAILURE
}

/// Fails a test that returns nothing, where it could not get a database.
///
/// # Panics
///
/// For the code of a failure, whose reason was printed.
pub fn check(code: ExitCode) {
    assert!(code == ExitCode::SUCCESS, "this test has no database: see the error above");
}
