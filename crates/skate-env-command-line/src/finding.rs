//! An effect, and why it is a guess where it is one.

use crate::Effect;

/// An effect, and why it is a guess where it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) effect: Effect,
    pub(crate) unread: Option<&'static str>,
}

impl Finding {
    pub(crate) const fn read(effect: Effect) -> Self {
        Self { effect, unread: None }
    }

    pub(crate) const fn unread(reason: &'static str) -> Self {
        Self { effect: Effect::Arbitrary, unread: Some(reason) }
    }

    /// The worse of two. What is certain is worse than what is not read.
    #[cfg(feature = "shell")]
    pub(crate) fn or_worse(self, other: Self) -> Self {
        let badness = |it: Self| (it.effect, it.unread.is_none());
        if badness(other) > badness(self) { other } else { self }
    }
}
