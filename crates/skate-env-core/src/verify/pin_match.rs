//! Compares an identity with pins: they match, differ, or cannot be compared.

use super::Identity;
use crate::Pin;

/// How an identity compares with pins. They are names for one database: one match is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PinMatch<'p> {
    /// A pin fits.
    Matches(&'p Pin),
    /// Pins that the answer can be compared with do not fit.
    Differs,
    /// They name a branch or an endpoint, and no compute answered.
    NoCompute,
    /// The answer holds nothing that they could be compared with.
    NotComparable,
}

impl<'p> PinMatch<'p> {
    pub(super) fn of(identity: &Identity, pins: impl IntoIterator<Item = &'p Pin>) -> Self {
        let mut result = Self::NotComparable;
        for pin in pins {
            match (Self::of_one(identity, pin), result) {
                (same @ Self::Matches(_), _) => return same,
                (Self::Differs, _) => result = Self::Differs,
                (Self::NoCompute, Self::NotComparable) => result = Self::NoCompute,
                _ => {}
            }
        }
        result
    }

    fn of_one(identity: &Identity, pin: &'p Pin) -> Self {
        let decided = |is_same| if is_same { Self::Matches(pin) } else { Self::Differs };
        let is_compute = identity.neon.is_compute || identity.branch().is_some();
        match pin {
            Pin::Branch(id) => match identity.branch() {
                Some(branch) => decided(branch == id),
                None if is_compute => Self::NotComparable,
                None => Self::NoCompute,
            },
            Pin::Endpoint(id) => match identity.neon.endpoint() {
                Some(endpoint) => decided(endpoint == id),
                None if is_compute => Self::NotComparable,
                None => Self::NoCompute,
            },
            // Every branch carries its parent's.
            Pin::System { .. } if is_compute => Self::NotComparable,
            Pin::System { identifier, database } => match identity.system_identifier {
                Some(live) => decided(
                    live == *identifier
                        && database.as_ref().is_none_or(|name| *name == identity.database),
                ),
                None => Self::NotComparable,
            },
            Pin::Host { .. } => Self::NotComparable, // no server knows by which name it was called
        }
    }
}
