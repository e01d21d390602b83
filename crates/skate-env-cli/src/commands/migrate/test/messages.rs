//! Messages of `migrate test`, and how it ends.

use skate_env_core::{Code, Problem};
use skate_env_migrate::{measure::MigrationFailure, test_record::TestOutcome};

use super::report::Report;
use crate::{exit::Exit, failure::Failure, output::escape_control};

/// The exit code, or the error of migrations that failed or block for too long.
pub(super) fn exit(report: &Report<'_>, report_only: bool) -> Result<Exit, Failure> {
    let problem = match report.outcome() {
        TestOutcome::Safe => return Ok(Exit::Done),
        TestOutcome::Unsafe if report_only => return Ok(Exit::Done),
        TestOutcome::Unsafe => Problem::new(
            Code::UnsafeMigration,
            format!("Reads or writes would wait longer than {} ms.", report.limit.as_millis()),
            "Split it into steps that lock briefly; or apply it when nobody is waiting, and raise --limit.",
        ),
        TestOutcome::Failed => {
            let Some((name, failure)) = report.failed() else { return Ok(Exit::Failed) };
            let (name, reason) = (escape_control(name), describe(failure));
            Problem::new(
                Code::MigrationFailed,
                format!("{name} fails at line {}: {reason}.", failure.line),
                format!(
                    "Fix it, then test again. If it is applied like this: {}",
                    escape_control(&failure.leftovers())
                ),
            )
        }
    };
    Err(problem.into())
}

/// PostgreSQL's error message.
pub(super) fn describe(failure: &MigrationFailure) -> String {
    let message = escape_control(failure.message.trim_end_matches('.'));
    match &failure.sqlstate {
        Some(state) => format!("{message} (SQLSTATE {state})"),
        None => message,
    }
}
