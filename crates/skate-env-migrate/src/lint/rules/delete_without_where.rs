//! Rule `delete-without-where`.

use crate::lint::{Rule, Severity};

pub(super) static RULE: Rule = Rule {
    id: "delete-without-where",
    severity: Severity::Error,
    why: "It deletes all rows of the table, in every environment that the migration reaches.",
    instead: "Select rows with WHERE, or rename the table and drop it later. If it is intended, \
              write `-- skate-env-ignore delete-without-where`.",
};
