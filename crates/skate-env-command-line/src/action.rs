//! What one program in a command line does to a database.

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
        }
    }
}
