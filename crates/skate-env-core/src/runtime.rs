//! Where a process runs, as far as its variables tell: a deployment, a CI job, a workstation,
//! a coding agent.

mod agent;
mod deployed;

pub(crate) use agent::agent;
pub(crate) use deployed::{is_declared, is_named_ci, is_serving};

use crate::{Facts, lookup::Lookup, names};

/// A person's machine, recognised by its terminal or by a development server.
pub(crate) fn is_workstation(lookup: &Lookup<'_>, facts: Facts) -> bool {
    facts.terminal || lookup.get(names::NODE_ENV) == Some("development")
}
