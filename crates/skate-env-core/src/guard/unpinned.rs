//! `production_unpinned`: without a pin of production no database can be told apart from it.

use super::{Findings, GuardContext, production::own_of_production};
use crate::{
    Code, Problem,
    selection::{Level, Selection},
};

pub(super) fn check(context: &GuardContext<'_>, selection: &Selection, findings: &mut Findings) {
    if context.environment.is_production()
        || selection.level != Level::Own
        || context.pins.decide_offline()
    {
        return;
    }
    let remote = selection
        .candidates()
        .find(|candidate| candidate.target.as_ref().is_some_and(|target| !target.is_local()));
    let Some(remote) = remote else { return };
    if !own_of_production(context, selection).is_empty() {
        return;
    }
    let problem = Problem::new(
        Code::ProductionUnpinned,
        format!("Production is not pinned, so {} cannot be told apart from it.", remote.variable),
        "Pin production: its endpoint id or host in skate-env.toml or SKATE_ENV_PRODUCTION.",
    )
    .of_variable(remote.variable.clone(), remote.place.clone());
    findings.add(context.config.strict, problem);
}
