//! The refusals: what must hold before a URL is handed out.

mod consent;
mod context;
mod fallback;
mod findings;
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

/// Asks every guard; none is skipped because another refused.
pub(crate) fn check(context: &GuardContext<'_>, selection: &Selection, findings: &mut Findings) {
    check_database(context, selection, findings);
    workstation::check(context, findings);
}

/// Asks the guards that look at where the URLs lead, not at who asks from where.
pub(crate) fn check_database(
    context: &GuardContext<'_>,
    selection: &Selection,
    findings: &mut Findings,
) {
    production::check(context, selection, findings);
    fallback::check(context, selection, findings);
    unpinned::check(context, selection, findings);
    pair::check(selection, findings);
    transport::check(context, selection, findings);
}
