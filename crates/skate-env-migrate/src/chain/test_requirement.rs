//! Requires a recent, successful test on a copy before a deployment to production.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use skate_env_core::{Code, Problem};

use super::Deployment;
use crate::{TestRecord, test_record::TestOutcome};

const TEST: &str =
    "Test them on a copy with `skate-env migrate test`, or give a reason with `--untested REASON`.";

/// Whether a deployment to production requires a test on a copy.
#[derive(Clone, Copy, Debug)]
pub enum TestRequirement<'a> {
    /// Not required: the user gave a reason.
    Waived,
    /// Required.
    Required {
        /// The record of the last test, if there is one.
        record: Option<&'a TestRecord>,
        /// The current time.
        now: Timestamp,
        /// The maximum age of the test.
        max_age: Duration,
    },
}

pub(super) fn problems(deployment: &Deployment<'_>) -> Vec<Problem> {
    let TestRequirement::Required { record, now, max_age } = deployment.test else {
        return Vec::new();
    };
    if !deployment.environment.is_production() {
        return Vec::new();
    }
    let problem = |message: String| vec![Problem::new(Code::MigrationOrder, message, TEST)];
    let Some(record) = record else {
        return problem("The pending migrations were not tested on a copy.".to_owned());
    };
    let pending = deployment.history.pending(deployment.folder);
    let others: Vec<_> = pending.iter().filter(|one| !record.covers(one)).collect();
    if !others.is_empty() {
        let names: Vec<_> = others.iter().map(|one| one.name.as_str()).collect();
        return problem(format!("The last test did not cover {}.", names.join(", ")));
    }
    match record.outcome {
        TestOutcome::Failed => return problem("The last test on a copy failed.".to_owned()),
        TestOutcome::Unsafe => {
            return problem(
                "In the last test on a copy, a lock was held for longer than the limit.".to_owned(),
            );
        }
        TestOutcome::Safe => {}
    }
    let age = now.duration_since(record.tested_at);
    let limit = SignedDuration::try_from(max_age).unwrap_or(SignedDuration::MAX);
    if age > limit {
        let hours = |span: SignedDuration| span.as_secs() / 3600;
        return problem(format!(
            "The last test on a copy is {} hours old; the maximum is {}.",
            hours(age),
            hours(limit)
        ));
    }
    // With a clock that was set back, a test would never become too old.
    if record.tested_at > now + SignedDuration::from_mins(5) {
        return problem(
            "The record of the last test has a time in the future: check the clock.".to_owned(),
        );
    }
    Vec::new()
}
