//! Whether a configuration file hands a tool over to skate-env.

use std::fmt;

use oxc_span::Span;

use super::javascript::{Script, SyntaxError};

/// The answer, which a configuration that is a program does not always give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wiring<Place = Unclear> {
    Wired,
    NotWired,
    Unclear(Place),
}

/// Why a file cannot be followed, and on which line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unclear {
    pub(crate) what: &'static str,
    pub(crate) line: usize,
}

impl fmt::Display for Unclear {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} (line {})", self.what, self.line)
    }
}

/// What cannot be followed, and where.
pub(crate) type Obstacle = (&'static str, Span);

impl Unclear {
    pub(crate) fn at(script: &Script<'_>, (what, span): Obstacle) -> Self {
        Self { what, line: script.line(span) }
    }

    pub(crate) const fn of_syntax(error: SyntaxError) -> Self {
        Self { what: "it cannot be parsed", line: error.line }
    }
}

impl Wiring<Obstacle> {
    /// Of several values, one of which will be used.
    pub(crate) fn of_all(all: impl IntoIterator<Item = Self>) -> Self {
        let all: Vec<_> = all.into_iter().collect();
        let worst = all.iter().find(|it| **it == Self::NotWired);
        let worst = worst.or_else(|| all.iter().find(|it| **it != Self::Wired));
        let none = if all.is_empty() { Self::NotWired } else { Self::Wired };
        worst.cloned().unwrap_or(none)
    }

    pub(crate) fn at_lines(self, script: &Script<'_>) -> Wiring {
        match self {
            Self::Wired => Wiring::Wired,
            Self::NotWired => Wiring::NotWired,
            Self::Unclear(obstacle) => Wiring::Unclear(Unclear::at(script, obstacle)),
        }
    }
}
