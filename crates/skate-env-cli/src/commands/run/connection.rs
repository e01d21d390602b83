//! Whether a command gets a guarded connection: a pure function.

use skate_env_command_line::Connection;
use skate_env_core::{Environment, Purpose};

/// What the choice is made from.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub(super) struct Circumstances {
    pub(super) environment: Environment,
    pub(super) purpose: Purpose,
    /// The command is no database tool, and it was read.
    pub(super) is_application: bool,
    /// A platform serves the process: the application is in its own place.
    pub(super) is_served: bool,
    pub(super) is_sealed: bool,
    /// `[run] guarded = true`
    pub(super) policy_guards: bool,
    /// There is a server: no file, and no build that does without.
    pub(super) has_server: bool,
    /// The gateway of a `run` around this process is what was resolved.
    pub(super) is_behind_gateway: bool,
}

/// Chooses: guarded in staging and production, and wherever a seal or the policy says so. A
/// deployed application is the exception, whose statements somebody has reviewed.
pub(super) fn choose(of: Circumstances) -> Connection {
    let matters = matches!(of.environment, Environment::Production | Environment::Staging);
    let is_deployed = of.is_served && of.is_application && of.purpose == Purpose::App;
    let is_guarded = of.is_sealed || of.policy_guards || (matters && !is_deployed);
    if is_guarded && of.has_server && !of.is_behind_gateway {
        Connection::Guarded
    } else {
        Connection::Direct
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOOL: Circumstances = Circumstances {
        environment: Environment::Development,
        purpose: Purpose::App,
        is_application: false,
        is_served: false,
        is_sealed: false,
        policy_guards: false,
        has_server: true,
        is_behind_gateway: false,
    };
    const APPLICATION: Circumstances = Circumstances { is_application: true, ..TOOL };
    const MATTERS: [Environment; 2] = [Environment::Staging, Environment::Production];

    fn is_guarded(of: Circumstances) -> bool {
        choose(of) == Connection::Guarded
    }

    #[test]
    fn staging_and_production_are_guarded_and_nothing_else_is() {
        for environment in Environment::ALL {
            for purpose in Purpose::ALL {
                for command in [TOOL, APPLICATION] {
                    let of = Circumstances { environment, purpose, ..command };
                    assert_eq!(is_guarded(of), MATTERS.contains(&environment), "{of:?}");
                }
            }
        }
    }

    #[test]
    fn a_seal_or_the_policy_guards_everywhere() {
        for environment in Environment::ALL {
            for is_served in [false, true] {
                let of = Circumstances { environment, is_served, ..APPLICATION };
                assert!(is_guarded(Circumstances { is_sealed: true, ..of }), "{of:?}");
                assert!(is_guarded(Circumstances { policy_guards: true, ..of }), "{of:?}");
            }
        }
    }

    #[test]
    fn a_deployed_application_is_direct_and_a_tool_beside_it_is_not() {
        for environment in MATTERS {
            let served = Circumstances { environment, is_served: true, ..APPLICATION };
            assert!(!is_guarded(served));
            assert!(is_guarded(Circumstances { is_application: false, ..served }));
            for purpose in [Purpose::Migrate, Purpose::Read] {
                assert!(is_guarded(Circumstances { purpose, ..served }), "{purpose}");
            }
        }
    }

    #[test]
    fn there_is_one_gateway_and_only_before_a_server() {
        for environment in MATTERS {
            let of = Circumstances { environment, is_sealed: true, ..TOOL };
            assert!(!is_guarded(Circumstances { has_server: false, ..of }));
            assert!(!is_guarded(Circumstances { is_behind_gateway: true, ..of }));
        }
    }
}
