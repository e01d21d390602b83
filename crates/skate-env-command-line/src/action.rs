//! What one program in a command line does to a database.

#[cfg(feature = "shell")]
use crate::finding::Finding;
use crate::{Effect, url_argument::UrlArgument};

/// What one program in a command line does to a database.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DatabaseAction {
    /// The tool and its command, without arguments: `prisma migrate reset`.
    pub name: String,
    /// What it does.
    pub effect: Effect,
    /// URLs beside the variables, each judged as if the environment's own variable held it.
    pub(crate) urls: Vec<UrlArgument>,
    /// URLs of shadow databases, which Prisma empties.
    pub(crate) shadow_urls: Vec<UrlArgument>,
    /// Whether these URLs replace the environment's variables.
    pub(crate) replaces_variables: bool,
    /// Why it is not known which database the program would reach.
    pub(crate) ambiguity: Option<&'static str>,
    /// Why its effect is not known.
    pub(crate) unread: Option<&'static str>,
}

impl DatabaseAction {
    pub(crate) fn new(name: impl Into<String>, effect: Effect) -> Self {
        Self {
            name: name.into(),
            effect,
            urls: Vec::new(),
            shadow_urls: Vec::new(),
            replaces_variables: false,
            ambiguity: None,
            unread: None,
        }
    }

    /// An action that the command line does not show: it may be anything.
    #[cfg(feature = "shell")]
    pub(crate) fn unread_because(name: impl Into<String>, reason: &'static str) -> Self {
        Self { unread: Some(reason), ..Self::new(name, Effect::Arbitrary) }
    }

    /// The same with what is known of its effect.
    #[cfg(feature = "shell")]
    pub(crate) fn with_finding(mut self, finding: Finding) -> Self {
        self.effect = finding.effect;
        self.unread = finding.unread;
        self
    }

    /// Why the command line does not show what it does, as a clause: `its file is not read`.
    ///
    /// `None` where it was read. An action with [`Effect::Arbitrary`] that was read is one whose
    /// statements lose or rewrite data for certain.
    #[must_use]
    pub fn unread(&self) -> Option<&'static str> {
        self.unread
    }
}
