//! A query string under a policy: the order in which the rules are asked.

use super::{
    Decision, Policy, Refusal, Rule, committed, database_wide, destroys, messages, reads, settings,
};
use crate::grammar::{Node, Script, Unreadable};

/// Judges a query string: every statement of it, before any of it is passed on.
///
/// `script` is the text's tree, or why it has none.
#[must_use]
pub fn decide(policy: &Policy, text: &str, script: Result<&Script, Unreadable>) -> Decision {
    if policy.rule == Rule::Everything || policy.committed.holds_text(text) {
        return Decision::ALLOWED;
    }
    let script = match script {
        Ok(script) => script,
        Err(reason) => return Decision::Refused(messages::unreadable(reason)),
    };
    let (mut ended, mut checksums) = (false, Vec::new());
    for statement in script.statements() {
        if ended && policy.rule == Rule::ReadsOnly {
            return Decision::Refused(messages::after_transaction());
        }
        match judge(policy, statement) {
            Ok(parameters) => checksums.extend(parameters),
            Err(refusal) => return Decision::Refused(refusal),
        }
        ended |= settings::ends_transaction(statement);
    }
    Decision::Allowed { ends_transaction: ended, checksums }
}

/// Parses and judges. Call it on a [`DeepStack`](crate::DeepStack).
#[must_use]
pub fn decide_text(policy: &Policy, text: &str) -> Decision {
    if policy.rule == Rule::Everything || policy.committed.holds_text(text) {
        return Decision::ALLOWED;
    }
    match Script::parse(text) {
        Ok(script) => decide(policy, text, Ok(&script)),
        Err(reason) => decide(policy, text, Err(reason)),
    }
}

/// Judges the value of a parameter that must be the checksum of a committed migration; `None` for
/// one that cannot be read.
pub(crate) fn refused_checksum(policy: &Policy, value: Option<&[u8]>) -> Option<Refusal> {
    let text = value.and_then(|value| str::from_utf8(value).ok());
    let is_committed = text.is_some_and(|text| policy.committed.holds_checksum(text));
    (!is_committed).then(|| messages::uncommitted(committed::Uncommitted::Record))
}

/// Judges a statement; what passes names the parameters that are checksums.
fn judge(policy: &Policy, statement: &Node) -> Result<Vec<u16>, Refusal> {
    if let Some(reading) = settings::changes_reading(statement) {
        return Err(messages::changes_reading(reading));
    }
    let refusal = match policy.rule {
        Rule::Everything => None,
        Rule::ReadsOnly => reads::refused(statement).map(messages::not_read),
        Rule::NothingDestructive => {
            destroys::found(statement).map(|what| messages::destroys(policy.environment, what))
        }
        Rule::NothingDatabaseWide if policy.committed.holds(statement) => None,
        Rule::NothingDatabaseWide => database_wide::found(statement).map(messages::database_wide),
        Rule::CommittedMigrations => {
            return committed::judge(&policy.committed, statement).map_err(messages::uncommitted);
        }
    };
    refusal.map_or(Ok(Vec::new()), Err)
}
