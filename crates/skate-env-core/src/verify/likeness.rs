//! An answer beside pins: which of them it can confirm or disprove.

use super::Identity;
use crate::Pin;

/// What pins make of an answer. They are names for one database: one that fits is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness<'p> {
    /// A pin fits.
    Same(&'p Pin),
    /// Pins that the answer can be compared with do not fit.
    Other,
    /// They name a branch or an endpoint, and no compute answered.
    NoCompute,
    /// The answer holds nothing that they could be compared with.
    Unknown,
}

impl<'p> Likeness<'p> {
    pub(super) fn of(identity: &Identity, pins: impl IntoIterator<Item = &'p Pin>) -> Self {
        let mut likeness = Self::Unknown;
        for pin in pins {
            match (Self::of_one(identity, pin), likeness) {
                (same @ Self::Same(_), _) => return same,
                (Self::Other, _) => likeness = Self::Other,
                (Self::NoCompute, Self::Unknown) => likeness = Self::NoCompute,
                _ => {}
            }
        }
        likeness
    }

    fn of_one(identity: &Identity, pin: &'p Pin) -> Self {
        let decided = |is_same| if is_same { Self::Same(pin) } else { Self::Other };
        let is_compute = identity.neon.is_compute || identity.branch().is_some();
        match pin {
            Pin::Branch(id) => match identity.branch() {
                Some(branch) => decided(branch == id),
                None if is_compute => Self::Unknown,
                None => Self::NoCompute,
            },
            Pin::Endpoint(id) => match identity.neon.endpoint() {
                Some(endpoint) => decided(endpoint == id),
                None if is_compute => Self::Unknown,
                None => Self::NoCompute,
            },
            // Every branch carries its parent's.
            Pin::System { .. } if is_compute => Self::Unknown,
            Pin::System { identifier, database } => match identity.system_identifier {
                Some(live) => decided(
                    live == *identifier
                        && database.as_ref().is_none_or(|name| *name == identity.database),
                ),
                None => Self::Unknown,
            },
            Pin::Host { .. } => Self::Unknown, // no server knows by which name it was called
        }
    }
}
