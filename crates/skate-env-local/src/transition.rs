//! The transitions of the state by Neon's rules, one file for each kind of record. They are pure:
//! the time is an argument, and work outside of the state becomes operations that the plane runs.

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
