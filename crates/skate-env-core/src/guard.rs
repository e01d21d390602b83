//! The guards: each refuses what must not be connected to, before a URL is given out.

mod consent;
mod context;
mod damaged;
mod fallback;
mod findings;
mod forgotten;
mod pair;
mod production;
mod transport;
mod unpinned;
mod workstation;
mod writable;

pub(crate) use context::GuardContext;
pub(crate) use findings::Findings;
pub use writable::WritableChanges;

use crate::selection::Selection;

/// Runs every guard; none is skipped because another refused.
pub(crate) fn check(context: &GuardContext<'_>, selection: &Selection, findings: &mut Findings) {
    check_database(context, selection, findings);
    workstation::check(context, findings);
}

/// Runs the guards that look at where the URLs lead, not at the machine that asks.
pub(crate) fn check_database(
    context: &GuardContext<'_>,
    selection: &Selection,
    findings: &mut Findings,
) {
    forgotten::check(context, selection, findings);
    production::check(context, selection, findings);
    fallback::check(context, selection, findings);
    unpinned::check(context, selection, findings);
    pair::check(selection, findings);
    transport::check(context, selection, findings);
    damaged::check(context, selection, findings);
}
