//! Where a process runs, as far as its variables tell: a deployment, a CI job, a workstation,
//! a coding agent. A mark counts only if the process was started with it: what a dotenv file assigns
//! says nothing about the process, in either direction.

mod agent;
mod deployed;
mod pulled;

pub(crate) use agent::agent;
#[cfg(feature = "files")]
pub(crate) use deployed::marks;
pub(crate) use deployed::{is_declared, is_named_ci, is_serving, mark_in_file};
pub(crate) use pulled::{is_pulled_production, pulled_with};

use crate::{Facts, Variables, lookup::Lookup, names};

/// A person's machine, recognised by its terminal or by a development server.
pub(crate) fn is_workstation(lookup: &Lookup<'_>, facts: Facts) -> bool {
    facts.terminal || lookup.of_process(names::NODE_ENV) == Some("development")
}

/// Whether a hosting platform serves this process, by its own variables: the process is a
/// deployed application. A CI service is none.
#[must_use]
pub fn serves(process: &Variables) -> bool {
    is_serving(&Lookup::new(process))
}
