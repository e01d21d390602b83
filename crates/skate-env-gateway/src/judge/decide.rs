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
        return Decision::Allowed { ends_transaction: false };
    }
    let script = match script {
        Ok(script) => script,
        Err(reason) => return Decision::Refused(messages::unreadable(reason)),
    };
    let mut ended = false;
    for statement in script.statements() {
        if ended && policy.rule == Rule::ReadsOnly {
            return Decision::Refused(messages::after_transaction());
        }
        if let Some(refusal) = refused(policy, statement) {
            return Decision::Refused(refusal);
        }
        ended |= settings::ends_transaction(statement);
    }
    Decision::Allowed { ends_transaction: ended }
}

/// Parses and judges. Call it on a [`DeepStack`](crate::DeepStack).
#[must_use]
pub fn decide_text(policy: &Policy, text: &str) -> Decision {
    if policy.rule == Rule::Everything || policy.committed.holds_text(text) {
        return Decision::Allowed { ends_transaction: false };
    }
    match Script::parse(text) {
        Ok(script) => decide(policy, text, Ok(&script)),
        Err(reason) => decide(policy, text, Err(reason)),
    }
}

/// Why a statement may not pass.
fn refused(policy: &Policy, statement: &Node) -> Option<Refusal> {
    let refusal = settings::changes_reading(statement).map(messages::changes_reading);
    refusal.or_else(|| match policy.rule {
        Rule::Everything => None,
        Rule::ReadsOnly => reads::refused(statement).map(messages::not_read),
        Rule::NothingDestructive => {
            destroys::found(statement).map(|what| messages::destroys(policy.environment, what))
        }
        Rule::NothingDatabaseWide => {
            if policy.committed.holds(statement) {
                return None;
            }
            database_wide::found(statement).map(messages::database_wide)
        }
        Rule::CommittedMigrations => {
            committed::refused(&policy.committed, statement).map(messages::uncommitted)
        }
    })
}
