//! `DELETE` without `WHERE`.

use crate::lint::{Rule, Severity};

pub(super) static RULE: Rule = Rule {
    id: "delete-without-where",
    severity: Severity::Error,
    why: "All of the table's rows are gone, in every environment that the migration reaches.",
    instead: "Say which rows with WHERE, or keep the data under another name until nobody misses \
              it. If it is meant: `-- skate-env-ignore delete-without-where`.",
};
