//! Rule `unreadable-script`: a script that is too large or too deeply nested to parse.

use crate::lint::{Rule, Severity};

pub(in crate::lint) static RULE: Rule = Rule {
    id: "unreadable-script",
    severity: Severity::Error,
    why: "A script that cannot be parsed was not checked.",
    instead: "Split it into smaller migrations, and load data with the seed script.",
};
