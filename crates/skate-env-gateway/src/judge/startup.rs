//! What a client may ask for in its startup packet.

use super::{Policy, Refusal, Rule, messages, settings::Change};

/// Judges a setting of the startup packet, or of the `options` in it.
///
/// # Errors
/// The refusal, where it would lift a limit.
pub fn decide_parameter(policy: &Policy, name: &str, value: &str) -> Result<(), Refusal> {
    let change =
        Change { name: name.to_ascii_lowercase(), value: Some(value.to_ascii_lowercase()) };
    if policy.rule == Rule::Everything {
        return Ok(());
    }
    if change.changes_reading() {
        return Err(messages::changes_reading(super::settings::Reading::Setting));
    }
    let lifts = (change.is_of_read_only() && !change.is_on()) || change.is_of_role();
    if policy.rule == Rule::ReadsOnly && lifts {
        return Err(messages::lifts_limit());
    }
    Ok(())
}
