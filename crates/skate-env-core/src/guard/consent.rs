//! Consent to production: it names what it consents to, and holds for one command.

use super::GuardContext;
use crate::{Pin, consent::StatedConsent};

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

impl Consent {
    pub(super) fn read(context: &GuardContext<'_>) -> Self {
        let text = match StatedConsent::read(context.request, context.lookup, context.facts) {
            StatedConsent::None => return Self::Absent,
            StatedConsent::InFile => return Self::Filed,
            StatedConsent::ForThisCommand(text) => text,
        };
        let mut pins = context.pins.production().peekable();
        if pins.peek().is_none() {
            return Self::Nameless;
        }
        let named = Pin::parse(text);
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
