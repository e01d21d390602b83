//! Rule `update-without-where`.

use crate::lint::{Rule, Severity};

pub(super) static RULE: Rule = Rule {
    id: "update-without-where",
    severity: Severity::Warning,
    why: "It rewrites every row and locks it until the transaction ends; the table has twice its \
          size until it is vacuumed.",
    instead: "Fill a column in batches outside of migrations (`WHERE id BETWEEN …`), or select rows \
              with WHERE. For a small table, write `-- skate-env-ignore update-without-where`.",
};
