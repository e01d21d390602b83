//! The annotation that says which pull request a branch belongs to. Neon takes it when the branch is
//! made and never changes it, so it says how the branch began.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use skate_env_core::neon::FoundBranch;

/// The annotation's name.
pub const ANNOTATION: &str = "skate-env";
/// What the name of a branch begins with that is about to be deleted.
pub const CLOSING: &str = "closing/";

/// Which pull request a branch belongs to, and how it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The repository's id at GitHub, which outlives its name; elsewhere what names it.
    pub repo: String,
    /// The pull request's number.
    pub pr: u64,
    /// The head commit.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub head: String,
    /// A digest of the migrations.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub migrations: String,
    /// The version of skate-env.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub made_by: String,
    /// The workflow's run.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub run: String,
    /// When the run began to make it, which tells it from another of that name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub generation: String,
    /// The role that it is used with.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// The database that is used.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub database: String,
}

impl Identity {
    /// The identity of a branch; `None` where skate-env did not make it for a pull request.
    #[must_use]
    pub fn of(found: &FoundBranch) -> Option<Self> {
        let text = found.annotation.as_ref()?.value.get(ANNOTATION)?;
        serde_json::from_str(text).ok()
    }

    /// As an annotation.
    #[must_use]
    pub fn to_annotation(&self) -> BTreeMap<String, String> {
        let text = serde_json::to_string(self).unwrap_or_default(); // strings and a number
        BTreeMap::from([(ANNOTATION.to_owned(), text)])
    }

    /// Whether it names this pull request.
    #[must_use]
    pub fn is_of(&self, repo: &str, pr: u64) -> bool {
        self.repo == repo && self.pr == pr
    }
}

/// A short digest of a text, to tell whether it changed.
#[must_use]
pub fn short_digest(text: &str) -> String {
    use sha2::{Digest as _, Sha256};
    use std::fmt::Write as _;

    Sha256::digest(text).iter().take(8).fold(String::new(), |mut digest, byte| {
        let _ = write!(digest, "{byte:02x}"); // a String takes everything
        digest
    })
}

/// The name of a pull request's branch: never a git branch's, which anybody may choose.
#[must_use]
pub fn branch_name(pr: u64) -> String {
    format!("preview/pr-{pr}")
}

/// Who owns a pull request's branch.
#[must_use]
pub fn owner(repo: &str, pr: u64) -> String {
    format!("pull request {pr} of repository {repo}")
}

/// The name under which a branch waits for its deletion.
#[must_use]
pub(crate) fn closing_name(pr: u64, branch_id: &str, now: Timestamp) -> String {
    format!("{CLOSING}pr-{pr}/{}/{branch_id}", now.as_second())
}

/// Since when a branch waits for its deletion, by its name; `None` where it does not.
#[must_use]
pub(crate) fn closing_since(name: &str) -> Option<Timestamp> {
    let seconds = name.strip_prefix(CLOSING)?.split('/').nth(1)?.parse().ok()?;
    Timestamp::from_second(seconds).ok()
}
