//! What all connections of a gateway share.

use std::sync::Arc;

use skate_env_core::{Error, verify::VerifyOptions};

use super::{
    cancel::CancelKeys,
    decisions::Judge,
    messages,
    observer::Observer,
    options::{GatewayOptions, Proof},
};
use crate::{grammar::DeepStack, judge::Policy, protocol::scram::Verifier};

/// Shared by all connections.
pub(super) struct Shared {
    pub(super) policy: Policy,
    pub(super) proof: Proof,
    pub(super) verify: VerifyOptions,
    pub(super) observer: Arc<dyn Observer>,
    pub(super) verifier: Verifier,
    pub(super) judge: Judge,
    pub(super) cancel: CancelKeys,
}

impl Shared {
    /// `internal_error` where the system gives no thread or random number.
    pub(super) fn new(options: GatewayOptions) -> Result<Self, Error> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|_| messages::no_system("random number"))?;
        let stack = DeepStack::start().map_err(|_| messages::no_system("thread"))?;
        Ok(Self {
            verifier: Verifier::new(options.expose_password(), salt),
            judge: Judge::new(options.policy.clone(), stack),
            policy: options.policy,
            proof: options.proof,
            verify: options.verify,
            observer: options.observer,
            cancel: CancelKeys::default(),
        })
    }
}
