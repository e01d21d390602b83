//! What a whole command line does to databases: the actions of its programs, in their order.

use skate_env_core::{Environment, Purpose};

use crate::{DatabaseAction, Effect};

/// What a whole command line does.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct CommandAnalysis {
    /// What its programs do, in the order in which they would run.
    pub actions: Vec<DatabaseAction>,
    /// Whether it runs programs that are no database tools: an application, a test runner.
    pub runs_other_programs: bool,
}

impl CommandAnalysis {
    pub(crate) fn of(action: DatabaseAction) -> Self {
        Self { actions: vec![action], runs_other_programs: false }
    }

    /// The worst of its effects.
    #[must_use]
    pub fn effect(&self) -> Effect {
        self.actions.iter().map(|action| action.effect).max().unwrap_or(Effect::Offline)
    }

    /// Whether production would refuse one of its actions. The database that such a command
    /// reaches has to be proven not to be production's.
    #[must_use]
    pub fn is_destructive(&self) -> bool {
        self.actions.iter().any(|action| action.effect.is_destructive_in(Environment::Production))
    }

    /// The actions that could not be read, in their order. Each counts as [`Effect::Arbitrary`],
    /// and its [`unread`](DatabaseAction::unread) says why.
    pub fn unread(&self) -> impl Iterator<Item = &DatabaseAction> {
        self.actions.iter().filter(|action| action.unread.is_some())
    }

    /// Why the command line wants a database; `None` where it does not say. An application
    /// beside a tool that only reads is not made read-only.
    #[must_use]
    pub fn purpose(&self, environment: Environment) -> Option<Purpose> {
        let purpose = self.effect().purpose(environment)?;
        (purpose == Purpose::Migrate || !self.runs_other_programs).then_some(purpose)
    }

    /// Whether it uses the environment's own variables. A program that works on files does not,
    /// nor does one that is given another URL.
    #[must_use]
    pub fn needs_database(&self) -> bool {
        let needs =
            |action: &DatabaseAction| action.effect.needs_database() && !action.replaces_variables;
        self.runs_other_programs || self.actions.is_empty() || self.actions.iter().any(needs)
    }
}
