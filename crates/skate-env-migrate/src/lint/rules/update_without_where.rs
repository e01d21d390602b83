//! `UPDATE` without `WHERE`.

use crate::lint::{Rule, Severity};

pub(super) static RULE: Rule = Rule {
    id: "update-without-where",
    severity: Severity::Warning,
    why: "Every row is written anew and stays locked until the transaction ends; the table doubles \
          until it is vacuumed.",
    instead: "Fill a column in batches outside of migrations (`WHERE id BETWEEN …`), or say which \
              rows with WHERE. On a small table: `-- skate-env-ignore update-without-where`.",
};
