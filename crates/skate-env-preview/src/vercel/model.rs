//! What is sent to Vercel, and of its answers the fields that are read.

use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The environment of previews.
pub const PREVIEW: &str = "preview";

/// Variables of a project.
#[derive(Clone, Debug, Deserialize)]
pub struct Variables {
    /// The variables.
    pub envs: Vec<Variable>,
    /// Where the others are, if these are not all.
    #[serde(default)]
    pub pagination: Option<Pagination>,
}

/// Whether a list goes on.
#[derive(Clone, Debug, Deserialize)]
pub struct Pagination {
    /// Where it goes on.
    #[serde(default)]
    pub next: Option<serde_json::Number>,
}

/// A variable of a project.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Variable {
    /// Its id; none for what Vercel sets by itself.
    #[serde(default)]
    pub id: Option<String>,
    /// Its name.
    pub key: String,
    /// Its value, or what Vercel shows instead of it.
    #[serde(default, deserialize_with = "hidden")]
    pub value: SecretString,
    /// `plain`, `encrypted`, `sensitive`, `system` or `secret`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The environments that get it.
    #[serde(default, deserialize_with = "one_or_many")]
    pub target: Vec<String>,
    /// The git branch whose previews get it; none for all.
    #[serde(default)]
    pub git_branch: Option<String>,
    /// What somebody wrote about it.
    #[serde(default)]
    pub comment: Option<String>,
    /// When it was last changed, in milliseconds.
    #[serde(default)]
    pub updated_at: Option<u64>,
    /// Whether the value is the real one.
    #[serde(default)]
    pub decrypted: Option<bool>,
}

/// A variable to set.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewVariable<'a> {
    /// Its name.
    pub key: &'a str,
    /// Its value.
    #[serde(serialize_with = "exposed")]
    pub value: &'a SecretString,
    /// `sensitive`: nobody can read it again.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The environments that get it.
    pub target: [&'static str; 1],
    /// The git branch whose previews get it.
    pub git_branch: &'a str,
    /// Whose it is.
    pub comment: String,
}

/// What became of variables that were to be set.
#[derive(Clone, Debug, Deserialize)]
pub struct Created {
    /// Those that were not.
    #[serde(default)]
    pub failed: Vec<Failed>,
}

/// A variable that was not set.
#[derive(Clone, Debug, Deserialize)]
pub struct Failed {
    /// Why.
    pub error: FailedReason,
}

/// Why a variable was not set. Vercel's sentence may hold the value, and is not read.
#[derive(Clone, Debug, Deserialize)]
pub struct FailedReason {
    /// Vercel's code.
    pub code: String,
}

/// Deployments, newest first.
#[derive(Clone, Debug, Deserialize)]
pub struct Deployments {
    /// The deployments.
    pub deployments: Vec<Deployment>,
}

/// A deployment.
#[derive(Clone, Debug, Deserialize)]
pub struct Deployment {
    /// Its id.
    pub uid: String,
    /// The name in its URL.
    pub name: String,
}

impl Variable {
    /// Whether a preview deployment of this git branch gets it.
    #[must_use]
    pub fn serves(&self, git_branch: &str) -> bool {
        self.target.iter().any(|target| target == PREVIEW)
            && self.git_branch.as_deref().is_none_or(|own| own.is_empty() || own == git_branch)
    }

    /// Whether it is for this git branch alone.
    #[must_use]
    pub fn is_of_branch(&self, git_branch: &str) -> bool {
        self.git_branch.as_deref() == Some(git_branch) && self.target == [PREVIEW]
    }
}

fn hidden<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SecretString, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.unwrap_or_default().into())
}

fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Targets {
        One(String),
        Many(Vec<String>),
    }
    Ok(match Option::deserialize(deserializer)? {
        None => Vec::new(),
        Some(Targets::One(one)) => vec![one],
        Some(Targets::Many(many)) => many,
    })
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference to the field")]
fn exposed<S: Serializer>(value: &&SecretString, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(value.expose_secret())
}
