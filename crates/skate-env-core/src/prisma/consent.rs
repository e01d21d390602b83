//! Consent to a destructive command in staging: it names the database it is about.

use super::datasource::Question;
use crate::{Pin, Target, lookup::Lookup, names, runtime};

/// Whether a person consented, for this one command.
pub(super) fn is_given(question: &Question<'_>, target: &Target) -> bool {
    let Question { variables, facts, request, .. } = question;
    if runtime::agent(&Lookup::new(variables), *facts).is_some() {
        return false;
    }
    let filed = facts.consent_in_dotenv || variables.place(names::SKATE_ENV_CONSENT).is_some();
    let from_variable = || variables.get(names::SKATE_ENV_CONSENT).filter(|_| !filed);
    let said = request.consent.as_deref().or_else(from_variable);
    said.and_then(|said| Pin::parse(said).ok()).is_some_and(|pin| pin.matches(target))
}
