//! Consent to a database that matters, as it was stated: by the request, or by
//! `SKATE_ENV_CONSENT`.

use crate::{Facts, Pin, Request, Target, Variables, lookup::Lookup, names, runtime};

/// The consent that was stated, whatever it names.
pub(crate) enum StatedConsent<'a> {
    None,
    /// A file states it, which does not count: it would hold for every command.
    InFile,
    ForThisCommand(&'a str),
}

impl<'a> StatedConsent<'a> {
    pub(crate) fn read(request: &'a Request, lookup: &Lookup<'a>, facts: Facts) -> Self {
        if let Some(text) = request.consent.as_deref() {
            return Self::ForThisCommand(text);
        }
        let is_in_file =
            facts.consent_in_dotenv || lookup.place(names::SKATE_ENV_CONSENT).is_some();
        match lookup.get(names::SKATE_ENV_CONSENT) {
            None => Self::None,
            Some(_) if is_in_file => Self::InFile,
            Some(text) => Self::ForThisCommand(text),
        }
    }
}

impl Request {
    /// Whether consent was given, for this one command, to destroying data in this database: the
    /// consent names it. A coding agent's consent does not count, nor does one from a file.
    #[must_use]
    pub fn consents_to(&self, target: &Target, variables: &Variables, facts: Facts) -> bool {
        let lookup = Lookup::new(variables);
        if runtime::agent(&lookup, facts).is_some() {
            return false;
        }
        match StatedConsent::read(self, &lookup, facts) {
            StatedConsent::ForThisCommand(text) => {
                Pin::parse(text).is_ok_and(|pin| pin.matches(target))
            }
            StatedConsent::None | StatedConsent::InFile => false,
        }
    }
}
