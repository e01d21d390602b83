//! What a deployment to production objects to: scripts that nobody tried on a copy of late.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use skate_env_core::{Code, Problem};

use super::Step;
use crate::{Record, record::Outcome};

const TEST: &str = "Test on a copy: `skate-env migrate test`; or say why not: `--untested REASON`.";

/// How the migrations were tried, where they have to be.
#[derive(Clone, Copy, Debug)]
pub enum Test<'a> {
    /// Somebody gave a reason to do without.
    Waived,
    /// The last test's record, if there is one.
    Recorded {
        /// The record.
        record: Option<&'a Record>,
        /// The time.
        now: Timestamp,
        /// How old it may be.
        within: Duration,
    },
}

pub(super) fn objections(step: &Step<'_>) -> Vec<Problem> {
    let Test::Recorded { record, now, within } = step.test else { return Vec::new() };
    if !step.environment.is_production() {
        return Vec::new();
    }
    let object = |message: String| vec![Problem::new(Code::MigrationOrder, message, TEST)];
    let Some(record) = record else {
        return object("The pending migrations were not tested on a copy.".to_owned());
    };
    let pending = step.history.pending(step.folder);
    let others: Vec<_> = pending.iter().filter(|one| !record.covers(one)).collect();
    if !others.is_empty() {
        let names: Vec<_> = others.iter().map(|one| one.name.as_str()).collect();
        return object(format!("The last test tried other scripts than {}.", names.join(", ")));
    }
    match record.outcome {
        Outcome::Failed => return object("The last test on a copy failed.".to_owned()),
        Outcome::Unsafe => {
            return object(
                "The last test on a copy held others up for longer than the limit.".to_owned(),
            );
        }
        Outcome::Safe => {}
    }
    let age = now.duration_since(record.tested_at);
    let limit = SignedDuration::try_from(within).unwrap_or(SignedDuration::MAX);
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
