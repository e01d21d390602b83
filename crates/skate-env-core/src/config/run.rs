//! `[run]`: how `skate-env run` starts commands.

use super::document::Section;

/// How `skate-env run` starts commands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RunPolicy {
    /// Every command is sealed: it reaches no database port but that of its guarded connection.
    pub sealed: bool,
    /// Every command gets a guarded connection, a deployed application too.
    pub guarded: bool,
}

impl RunPolicy {
    pub(super) fn read(section: &mut Section<'_, '_>) -> Self {
        Self {
            sealed: section.boolean("sealed").unwrap_or_default(),
            guarded: section.boolean("guarded").unwrap_or_default(),
        }
    }
}
