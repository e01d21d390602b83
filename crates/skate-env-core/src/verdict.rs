//! The verdict on a target: production, a branch, local, foreign or unknown.

use std::fmt;

use crate::{Environment, Target, config::Pins};

/// What a target is, decided in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// A pin of production has it.
    Production,
    /// A pin of another environment has it.
    Branch(Environment),
    /// This machine, by its address: a presumption, a tunnel ends here too.
    Local,
    /// The URL says whose it is, and no pin has it.
    Foreign,
    /// The URL does not say whose it is.
    Unknown,
}

impl Verdict {
    pub(crate) fn of(target: &Target, pins: &Pins<'_>) -> Self {
        if pins.production().any(|pin| pin.matches(target)) {
            return Self::Production;
        }
        let pinned = Environment::ALL
            .into_iter()
            .find(|environment| pins.of(*environment).any(|pin| pin.matches(target)));
        match pinned {
            Some(environment) => Self::Branch(environment),
            None if target.is_local() => Self::Local,
            None if target.server.is_identity() => Self::Foreign,
            None => Self::Unknown,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Production => formatter.write_str("production"),
            Self::Branch(environment) => write!(formatter, "branch({environment})"),
            Self::Local => formatter.write_str("local"),
            Self::Foreign => formatter.write_str("foreign"),
            Self::Unknown => formatter.write_str("unknown"),
        }
    }
}
