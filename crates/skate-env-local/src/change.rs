//! What may be done to the state, and what it then becomes: Neon's rules, one noun a file. Pure:
//! the clock is handed in, and the work itself is left behind as operations for the plane to do.

mod branches;
mod databases;
mod endpoints;
mod expiry;
mod new_branch;
mod project;
mod restore;
mod roles;
mod schedule;
#[cfg(test)]
mod tests;

pub(crate) use branches::BranchChanges;
pub(crate) use databases::DatabaseChanges;
pub(crate) use endpoints::{EndpointChanges, NewEndpoint};
pub(crate) use new_branch::NewBranch;
pub(crate) use project::ProjectChanges;
pub(crate) use restore::Restore;
