//! A command line as it was understood: the deeds in it, in their order.

use super::{Effect, Given};
use crate::{Environment, Purpose};

/// What one program in a command line does to a database.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Deed {
    /// The tool and its command, without arguments: `prisma migrate reset`.
    pub name: String,
    /// What it does.
    pub effect: Effect,
    /// URLs beside the variables, each judged as if the environment's own variable held it.
    pub(crate) given: Vec<Given>,
    /// URLs of shadow databases, which Prisma empties.
    pub(crate) shadows: Vec<Given>,
    /// Whether what is given stands in place of the environment's variables.
    pub(crate) is_replaced: bool,
    /// Why nobody can say which database it would reach.
    pub(crate) doubt: Option<&'static str>,
}

impl Deed {
    pub(crate) fn new(name: impl Into<String>, effect: Effect) -> Self {
        Self {
            name: name.into(),
            effect,
            given: Vec::new(),
            shadows: Vec::new(),
            is_replaced: false,
            doubt: None,
        }
    }
}

/// What a whole command line does.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Reading {
    /// What its programs do, in the order in which they would.
    pub deeds: Vec<Deed>,
    /// Whether programs run that are no database tools: an application, a test runner.
    pub runs_others: bool,
}

impl Reading {
    pub(crate) fn of(deed: Deed) -> Self {
        Self { deeds: vec![deed], runs_others: false }
    }

    /// The worst that it does.
    #[must_use]
    pub fn effect(&self) -> Effect {
        self.deeds.iter().map(|deed| deed.effect).max().unwrap_or(Effect::Offline)
    }

    /// Whether something in it would be refused in production: wherever it goes must be proven
    /// not to be production's, not presumed.
    #[must_use]
    pub fn is_destructive(&self) -> bool {
        self.deeds.iter().any(|deed| deed.effect.is_destructive_in(Environment::Production))
    }

    /// Why the command line wants a database; `None` where it does not say. An application
    /// beside a tool that only looks is not made read-only.
    #[must_use]
    pub fn purpose(&self, environment: Environment) -> Option<Purpose> {
        let purpose = self.effect().purpose(environment)?;
        (purpose == Purpose::Migrate || !self.runs_others).then_some(purpose)
    }

    /// Whether the environment's own variables are wanted: not by what works on files, nor by
    /// what is given another URL.
    #[must_use]
    pub fn needs_database(&self) -> bool {
        let wanted = |deed: &Deed| deed.effect.needs_database() && !deed.is_replaced;
        self.runs_others || self.deeds.is_empty() || self.deeds.iter().any(wanted)
    }
}
