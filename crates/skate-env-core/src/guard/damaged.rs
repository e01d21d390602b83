//! `damaged_value`: a URL that can be used, but is not what its author wrote in a dotenv file.

use super::{Findings, GuardContext};
use crate::{Code, Problem, selection::Selection};

pub(super) fn check(context: &GuardContext<'_>, selection: &Selection, findings: &mut Findings) {
    for candidate in selection.candidates() {
        let Some(damage) = context.lookup.damage(&candidate.variable) else { continue };
        let message = format!("{} {}.", candidate.variable, damage.to_url());
        findings.warn(
            Problem::new(Code::DamagedValue, message, damage.url_hint())
                .of_variable(candidate.variable.clone(), candidate.place.clone()),
        );
    }
}
