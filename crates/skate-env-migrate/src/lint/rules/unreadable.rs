//! A script that nobody can judge.

use crate::lint::{Rule, Severity};

pub(in crate::lint) static RULE: Rule = Rule {
    id: "unreadable-script",
    severity: Severity::Error,
    why: "A script that cannot be read was not judged: anything may stand in it.",
    instead: "Split it into migrations that a person can read, and load data with the seed.",
};
