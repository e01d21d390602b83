//! From a handover to what a gateway is started with.

use skate_env_core::Error;
use skate_env_gateway::{GatewayOptions, Proof, judge::Committed, judge::Policy};

use super::{
    Handover,
    handover::Received,
    migrations,
    recorder::{Written, record},
};
use skate_env_report::EventRecord;

use crate::{context, output::Output};

/// Resolves the database again, and reads the committed migrations where these decide. What is
/// recorded is written when [`Written`] says so.
///
/// # Errors
/// Those of `resolve`.
pub(super) fn gateway_options(
    handover: &Handover,
    output: &Output,
) -> Result<(GatewayOptions, Option<Written>), Error> {
    let Received { resolved, config, password } = handover.resolve()?;
    let policy = Policy::new(resolved.environment, resolved.purpose, handover.may_destroy);
    let folder = context::directory()?;
    let committed = if policy.judges() {
        migrations::committed(&folder, resolved.purpose, handover.is_deployed)
    } else {
        Ok(Committed::default())
    };
    // Without them every statement that needs one is refused, and the refusal says so.
    let committed = committed.unwrap_or_else(|error| {
        output.warn(&error.problems().cloned().collect::<Vec<_>>());
        Committed::default()
    });
    let policy = policy.with_committed(committed);
    let environment = resolved.environment;
    let options = GatewayOptions::new(policy, Proof::new(resolved, config), password);
    let Some(project) = &handover.record else { return Ok((options, None)) };
    let (observer, written) = record(EventRecord::at(project), environment, handover.is_ci);
    Ok((options.observer(observer), Some(written)))
}
