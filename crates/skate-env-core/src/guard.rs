//! The refusals: what must hold before a URL is handed out.

mod consent;
mod fallback;
mod findings;
mod pair;
mod production;
mod transport;
mod unpinned;
mod workstation;
mod writable;

pub(crate) use consent::Said;
pub(crate) use findings::Findings;
pub use writable::WritableChanges;

use crate::{
    Config, Environment, Facts, Purpose,
    config::Pins,
    lookup::Lookup,
    names,
    resolve::{Request, Selection},
};

/// Everything that the guards look at, besides the URLs.
pub(crate) struct Case<'a> {
    pub(crate) lookup: &'a Lookup<'a>,
    pub(crate) facts: Facts,
    pub(crate) config: &'a Config,
    pub(crate) request: &'a Request,
    pub(crate) pins: &'a Pins<'a>,
    pub(crate) environment: Environment,
    pub(crate) purpose: Purpose,
}

impl Case<'_> {
    /// The environment of a `skate-env run` around this process, whose URLs the unsuffixed
    /// names hold.
    pub(crate) fn run_as(&self) -> Option<Environment> {
        self.lookup.get(names::SKATE_ENV_RUN)?.parse().ok()
    }
}

/// Asks every guard; none is skipped because another refused.
pub(crate) fn check(case: &Case<'_>, selection: &Selection, findings: &mut Findings) {
    check_database(case, selection, findings);
    workstation::check(case, findings);
}

/// Asks the guards that look at where the URLs lead, not at who asks from where.
pub(crate) fn check_database(case: &Case<'_>, selection: &Selection, findings: &mut Findings) {
    production::check(case, selection, findings);
    fallback::check(case, selection, findings);
    unpinned::check(case, selection, findings);
    pair::check(selection, findings);
    transport::check(case, selection, findings);
}
