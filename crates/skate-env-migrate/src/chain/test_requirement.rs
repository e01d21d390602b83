//! What a deployment to production objects to: scripts that nobody tried on a copy of late.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use skate_env_core::{Code, Problem};

use super::Deployment;
use crate::{TestRecord, test_record::TestOutcome};

const TEST: &str = "Test on a copy: `skate-env migrate test`; or say why not: `--untested REASON`.";

/// How the migrations were tried, where they have to be.
#[derive(Clone, Copy, Debug)]
pub enum TestRequirement<'a> {
    /// Somebody gave a reason to do without.
    Waived,
    /// The last test's record, if there is one.
    Required {
        /// The record.
        record: Option<&'a TestRecord>,
        /// The time.
        now: Timestamp,
        /// How old it may be.
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
    let object = |message: String| vec![Problem::new(Code::MigrationOrder, message, TEST)];
    let Some(record) = record else {
        return object("The pending migrations were not tested on a copy.".to_owned());
    };
    let pending = deployment.history.pending(deployment.folder);
    let others: Vec<_> = pending.iter().filter(|one| !record.covers(one)).collect();
    if !others.is_empty() {
        let names: Vec<_> = others.iter().map(|one| one.name.as_str()).collect();
        return object(format!("The last test tried other scripts than {}.", names.join(", ")));
    }
    match record.outcome {
        TestOutcome::Failed => return object("The last test on a copy failed.".to_owned()),
        TestOutcome::Unsafe => {
            return object(
                "The last test on a copy held others up for longer than the limit.".to_owned(),
            );
        }
        TestOutcome::Safe => {}
    }
    let age = now.duration_since(record.tested_at);
    let limit = SignedDuration::try_from(max_age).unwrap_or(SignedDuration::MAX);
    if age > limit {
        let hours = |span: SignedDuration| span.as_secs() / 3600;
        return object(format!(
            "The last test on a copy is {} hours old; {} are allowed.",
            hours(age),
            hours(limit)
        ));
    }
    // A clock that was put back would make every test young for ever.
    if record.tested_at > now + SignedDuration::from_mins(5) {
        return object("The last test on a copy lies in the future.".to_owned());
    }
    Vec::new()
}
