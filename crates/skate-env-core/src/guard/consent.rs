//! Consent to production: it names what it consents to, and holds for one command.

use super::GuardContext;
use crate::{Pin, consent::StatedConsent};

/// What the stated consent amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Consent {
    /// It names one of production's pins.
    Valid,
    /// None is stated.
    Missing,
    /// It names something else: `1`, `true`, another endpoint.
    NamesNoPin,
    /// A file states it, so that it would hold for every command.
    InFile,
    /// Production has no pin that it could name.
    NothingToName,
}

impl Consent {
    pub(super) fn read(context: &GuardContext<'_>) -> Self {
        let text = match StatedConsent::read(context.request, context.lookup, context.facts) {
            StatedConsent::None => return Self::Missing,
            StatedConsent::InFile => return Self::InFile,
            StatedConsent::ForThisCommand(text) => text,
        };
        let mut pins = context.pins.production().peekable();
        if pins.peek().is_none() {
            return Self::NothingToName;
        }
        let named = Pin::parse(text);
        if pins.any(|pin| named.as_ref() == Ok(pin)) { Self::Valid } else { Self::NamesNoPin }
    }

    /// Why it does not count, behind "Cannot use production from this machine".
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::Valid | Self::Missing => "without consent",
            Self::NamesNoPin => "with a consent that names none of production's pins",
            Self::InFile => "with a consent that stands in a dotenv file",
            Self::NothingToName => "with a consent for which production has no pin",
        }
    }

    /// What to do. The value itself is never shown: you look it up, and do not paste it.
    pub(super) fn hint(self) -> &'static str {
        match self {
            Self::InFile => {
                "Remove SKATE_ENV_CONSENT from the file, and set it for one command only."
            }
            Self::NothingToName => "Pin production in skate-env.toml first.",
            Self::Valid | Self::Missing | Self::NamesNoPin => {
                "Name production's endpoint or branch id in SKATE_ENV_CONSENT for one command; on a \
                 server set SKATE_ENV_RUNTIME=deployed."
            }
        }
    }
}
