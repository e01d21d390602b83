//! Settings that the judgement relies on: a session in which one of them changes ends.

use super::state::Parameters;
use crate::judge::{Policy, Rule, is_readable_encoding};

/// Whether a setting may have this value in the session of a policy.
pub(super) fn is_kept(policy: &Policy, before: &Parameters, name: &str, value: &str) -> bool {
    if policy.rule() == Rule::Everything {
        return true;
    }
    match name {
        "standard_conforming_strings" => value == "on",
        "client_encoding" => is_readable_encoding(value),
        "default_transaction_read_only" => !policy.is_read_only() || value == "on",
        "session_authorization" | "is_superuser" => {
            !policy.is_read_only() || before.get(name).is_none_or(|first| first == value)
        }
        _ => true,
    }
}
