//! Asks databases to identify themselves: for `--live`, and before anything changes them.

mod attempt;
mod branch_identity;
mod identity_check;
mod maintenance;
mod prove;
mod wait;

pub(crate) use self::{
    attempt::{Attempt, open_verified, verify},
    branch_identity::check_branch,
    identity_check::{IdentityCheck, IdentityData},
    maintenance::{MAINTENANCE, maintenance_url},
    prove::prove,
    wait::wait_for_answer,
};
