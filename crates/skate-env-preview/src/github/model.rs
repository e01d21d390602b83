//! GitHub's answers: the fields that are read.

use serde::{Deserialize, Serialize};

/// A pull request.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct PullRequest {
    /// Its number in the repository.
    pub number: u64,
    /// `open` or `closed`.
    pub state: String,
    /// When it was closed or merged.
    pub closed_at: Option<String>,
    /// What is to be merged.
    pub head: PullRequestEnd,
    /// What it is to be merged into.
    pub base: PullRequestEnd,
    /// Its labels.
    #[serde(default)]
    pub labels: Vec<Label>,
}

/// One end of a pull request.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct PullRequestEnd {
    /// The git branch's name: anybody may choose it.
    #[serde(rename = "ref")]
    pub name: String,
    /// The commit.
    pub sha: String,
    /// Its repository; none where that was deleted.
    pub repo: Option<Repository>,
}

/// A repository.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Repository {
    /// Its id, which stays when it is renamed or moved.
    pub id: u64,
    /// Owner and name.
    pub full_name: String,
}

/// A label.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Label {
    /// Its name.
    pub name: String,
}

/// A file that a pull request changes.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ChangedFile {
    /// Its path from the repository's root.
    pub filename: String,
    /// Its path before, where it was renamed.
    pub previous_filename: Option<String>,
}

/// A comment.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Comment {
    /// Its id: a later comment has a larger one.
    pub id: u64,
    /// Its text; absent where GitHub was asked for another form.
    #[serde(default)]
    pub body: String,
    /// Who wrote it.
    pub user: Option<Author>,
}

/// Who wrote something.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Author {
    /// The login: `octocat`, `github-actions[bot]`.
    pub login: String,
}

/// GraphQL's answer to who the token writes as.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ViewerAnswer {
    /// Absent where GraphQL refused.
    pub data: Option<Viewer>,
}

/// Who the token writes as.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Viewer {
    /// The writer.
    pub viewer: Author,
}

impl PullRequest {
    /// Whether it is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == "open"
    }

    /// Whether its head is in another repository, or in one that is gone.
    #[must_use]
    pub fn is_from_fork(&self) -> bool {
        let id = |end: &PullRequestEnd| end.repo.as_ref().map(|repo| repo.id);
        id(&self.head).is_none() || id(&self.head) != id(&self.base)
    }

    /// Whether it has a label.
    #[must_use]
    pub fn has_label(&self, name: &str) -> bool {
        self.labels.iter().any(|label| label.name.eq_ignore_ascii_case(name))
    }
}
