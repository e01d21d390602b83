//! Consent to production: it names what it consents to, and holds for one command.

use super::Case;
use crate::{Facts, Pin, Request, lookup::Lookup, names};

/// What there is of consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Consent {
    /// It names one of production's pins.
    Given,
    /// None was given.
    Absent,
    /// It names something else: `1`, `true`, another endpoint.
    Mistaken,
    /// A file assigns it: what is written down consents to everything for ever.
    Filed,
    /// Nothing is pinned that it could name.
    Nameless,
}

/// What a person said, whatever it names.
pub(crate) enum Said<'a> {
    Nothing,
    /// By a file, which does not count.
    InAFile,
    ForThisCommand(&'a str),
}

impl<'a> Said<'a> {
    pub(crate) fn read(request: &'a Request, lookup: &Lookup<'a>, facts: Facts) -> Self {
        if let Some(said) = request.consent.as_deref() {
            return Self::ForThisCommand(said);
        }
        let filed = facts.consent_in_dotenv || lookup.place(names::SKATE_ENV_CONSENT).is_some();
        match lookup.get(names::SKATE_ENV_CONSENT) {
            None => Self::Nothing,
            Some(_) if filed => Self::InAFile,
            Some(said) => Self::ForThisCommand(said),
        }
    }
}

impl Consent {
    pub(super) fn read(case: &Case<'_>) -> Self {
        let said = match Said::read(case.request, case.lookup, case.facts) {
            Said::Nothing => return Self::Absent,
            Said::InAFile => return Self::Filed,
            Said::ForThisCommand(said) => said,
        };
        let mut pins = case.pins.production().peekable();
        if pins.peek().is_none() {
            return Self::Nameless;
        }
        let named = Pin::parse(said);
        if pins.any(|pin| named.as_ref() == Ok(pin)) { Self::Given } else { Self::Mistaken }
    }

    pub(super) fn reproach(self) -> &'static str {
        match self {
            Self::Given | Self::Absent => "",
            Self::Mistaken => ", and the consent given names no pin of production",
            Self::Filed => ", and the consent given stands in a dotenv file",
            Self::Nameless => ", and no pin says what the consent given could name",
        }
    }

    /// The value itself is never shown: it is to be looked up, not pasted.
    pub(super) fn hint(self) -> &'static str {
        match self {
            Self::Filed => "Take SKATE_ENV_CONSENT out of the file; give consent for one command.",
            Self::Nameless => "Pin production in skate-env.toml first.",
            _ => {
                "Name production's endpoint or branch id in SKATE_ENV_CONSENT for one command; on a \
                 server set SKATE_ENV_RUNTIME=deployed."
            }
        }
    }
}
