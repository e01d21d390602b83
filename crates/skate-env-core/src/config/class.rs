//! `[classes.<name>]`: the policy of a class of branches.

use super::{document::Section, preview::PreviewPolicy};

/// The policy of a class of branches. An absent value has the default of `ClassRules`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClassPolicy {
    /// The environment or branch it is branched from.
    pub source: Option<String>,
    /// How long a compute idles before it is suspended: `5m`.
    pub suspend: Option<String>,
    /// How long a branch lives: `14d`.
    pub expires: Option<String>,
    /// The compute's size: `0.25` or `0.25-1`.
    pub cu: Option<String>,
    /// Whether its branches hold masked data only.
    pub masked: Option<bool>,
    /// When a pull request gets a database, and when its data is reset. Only of class preview.
    pub preview: PreviewPolicy,
}

impl ClassPolicy {
    pub(super) fn read(section: &mut Section<'_, '_>) -> Self {
        Self {
            source: section.string("source"),
            suspend: section.string("suspend"),
            expires: section.string("expires"),
            cu: section.string("cu"),
            masked: section.boolean("masked"),
            preview: PreviewPolicy::read(section),
        }
    }
}
