//! A seal on Linux: Landlock for ports, seccomp for what Landlock does not see.

mod filter;

use std::process::Command;

use landlock::{
    AccessNet, CompatLevel, Compatible as _, NetPort, Ruleset, RulesetAttr as _, RulesetCreated,
    RulesetCreatedAttr as _, RulesetError, RulesetStatus,
};
use seccompiler::BpfProgram;
use skate_env_core::Error;

use crate::{ClosedPorts, error::unavailable};

/// A seal that is ready to be applied.
///
/// Landlock lists what is allowed, so there is a rule for each open port, about 55,000: 30 ms
/// of CPU to list them and 20 ms to apply them, and 4 MB of the kernel's memory for the command
/// and all its descendants together. `prepare` may run on another thread, beside other work.
#[derive(Debug)]
pub struct Seal {
    rules: RulesetCreated,
    filters: Vec<BpfProgram>,
}

impl Seal {
    /// Prepares a seal over these ports; nothing is restricted yet.
    ///
    /// # Errors
    ///
    /// `seal_unavailable` where the kernel cannot control TCP connections, or does not let an
    /// unprivileged process ask for it.
    pub fn prepare(closed: &ClosedPorts) -> Result<Self, Error> {
        let open = (0..=u16::MAX).filter(|port| !closed.contains(*port));
        let rules = Ruleset::default()
            .set_compatibility(CompatLevel::HardRequirement)
            .handle_access(AccessNet::ConnectTcp)
            .and_then(Ruleset::create)
            .map_err(|error| cannot(&error))?;
        let rules = rules.add_rules(open.map(allow).map(Ok::<_, RulesetError>));
        let rules = rules.map_err(|error| cannot(&error))?;
        Ok(Self { rules, filters: filter::programs().map_err(cannot_filter)? })
    }

    /// Opens a port that became known after [`Self::prepare`]: the gateway's.
    ///
    /// # Errors
    ///
    /// `seal_unavailable`, should the kernel not take another rule.
    pub fn open(mut self, port: u16) -> Result<Self, Error> {
        self.rules = self.rules.add_rule(allow(port)).map_err(|error| cannot(&error))?;
        Ok(self)
    }

    /// Seals the calling thread for ever, and gives back the command to start from it.
    ///
    /// Threads that run already are not sealed; `exec` ends them. What was connected before stays
    /// connected.
    ///
    /// # Errors
    ///
    /// `seal_unavailable`. The thread may be sealed in part then: do not start the command.
    pub fn apply(self, command: Command) -> Result<Command, Error> {
        for filter in &self.filters {
            seccompiler::apply_filter(filter).map_err(cannot_filter)?;
        }
        let status = self.rules.restrict_self().map_err(|error| cannot(&error))?;
        if status.ruleset == RulesetStatus::FullyEnforced && status.no_new_privs {
            return Ok(command);
        }
        Err(unavailable("the kernel enforces only a part of it"))
    }
}

fn allow(port: u16) -> NetPort {
    NetPort::new(port, AccessNet::ConnectTcp)
}

fn cannot(error: &RulesetError) -> Error {
    unavailable(format_args!(
        "this kernel's Landlock does not control TCP connections, or is turned off ({error})"
    ))
}

fn cannot_filter(error: impl std::fmt::Display) -> Error {
    unavailable(format_args!("seccomp cannot be used here ({error})"))
}
