//! Consent to a destructive command in staging: it names the database it is about.

use super::Question;
use crate::{Pin, Target, guard::Said, lookup::Lookup, runtime};

/// Whether a person consented, for this one command.
pub(super) fn is_given(question: &Question<'_>, target: &Target) -> bool {
    let Question { variables, facts, request, .. } = question;
    let lookup = Lookup::new(variables);
    if runtime::agent(&lookup, *facts).is_some() {
        return false;
    }
    let Said::ForThisCommand(said) = Said::read(request, &lookup, *facts) else { return false };
    Pin::parse(said).is_ok_and(|pin| pin.matches(target))
}
