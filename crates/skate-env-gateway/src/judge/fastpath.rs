//! The protocol's own function call, which the large objects of JDBC and libpq are made of.

use super::{Decision, Policy, Rule, messages};

/// `lo_*`, by the numbers that they have had since PostgreSQL 7.
const LARGE_OBJECTS: [u32; 13] =
    [715, 952, 953, 954, 955, 956, 957, 958, 964, 1004, 3170, 3171, 3172];

/// Judges a call by the function's number. Only those whose numbers are fixed can be told apart.
#[must_use]
pub fn decide_function_call(policy: &Policy, function: u32) -> Decision {
    let allowed = match policy.rule {
        Rule::Everything => true,
        Rule::ReadsOnly | Rule::CommittedMigrations => false,
        Rule::NothingDestructive | Rule::NothingDatabaseWide => LARGE_OBJECTS.contains(&function),
    };
    if allowed { Decision::ALLOWED } else { Decision::Refused(messages::function_call()) }
}
