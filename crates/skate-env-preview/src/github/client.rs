//! One repository on GitHub: asks, follows pages, writes comments.

use std::fmt;

use secrecy::SecretString;
use serde::de::DeserializeOwned;
use skate_env_core::{
    Code, Problem,
    rest::{Client, Error, Request},
};

use super::{
    GITHUB,
    calls::{self, Place},
    model::{Author, ChangedFile, Comment, PullRequest, Repository},
};

/// More pages than any list that is read here has: GitHub counts files to 3,000, and a pull request
/// with 10,000 comments is no sensible one.
const LONGEST: u32 = 100;

/// A repository on GitHub.
#[derive(Clone)]
pub struct GitHub {
    client: Client,
    owner: String,
    name: String,
}

impl GitHub {
    /// A repository at an address of GitHub's API; `full_name` is `owner/name`.
    ///
    /// # Errors
    /// `invalid_config` for a name, an address or a token that cannot be used.
    pub fn connect(base: &str, token: &SecretString, full_name: &str) -> Result<Self, Error> {
        Self::new(Client::connect_to(&GITHUB, base, token)?, full_name)
    }

    /// The same over a client that exists.
    ///
    /// # Errors
    /// `invalid_config` for a name that is not `owner/name`.
    pub fn new(client: Client, full_name: &str) -> Result<Self, Error> {
        let parts = full_name.split_once('/');
        match parts.filter(|(owner, name)| is_name(owner) && is_name(name)) {
            Some((owner, name)) => {
                Ok(Self { client, owner: owner.to_owned(), name: name.to_owned() })
            }
            None => Err(Problem::new(
                Code::InvalidConfig,
                "The repository is not given as OWNER/NAME.",
                "Set GITHUB_REPOSITORY as GitHub Actions does, such as `octocat/hello-world`.",
            )
            .into()),
        }
    }

    /// Another retry policy.
    #[must_use]
    pub fn with_retry_policy(self, policy: skate_env_core::rest::RetryPolicy) -> Self {
        Self { client: self.client.with_retry_policy(policy), ..self }
    }

    /// The repository itself.
    ///
    /// # Errors
    /// `github_refused`, `github_unavailable`.
    pub async fn repository(&self) -> Result<Repository, Error> {
        self.client.send(&calls::repository(self.place())).await
    }

    /// One pull request.
    ///
    /// # Errors
    /// `github_refused`, also where there is none of that number; `github_unavailable`.
    pub async fn pull_request(&self, number: u64) -> Result<PullRequest, Error> {
        let pull = self.client.send(&calls::pull_request(self.place(), number)).await?;
        if pull.number == number {
            return Ok(pull);
        }
        Err(contradictory("another pull request than the one it was asked for"))
    }

    /// Every open pull request.
    ///
    /// # Errors
    /// As [`GitHub::pull_request`]; never a part of the list.
    pub async fn open_pull_requests(&self) -> Result<Vec<PullRequest>, Error> {
        self.every(|page| calls::open_pull_requests(self.place(), page)).await
    }

    /// Every file that a pull request changes.
    ///
    /// # Errors
    /// As [`GitHub::pull_request`].
    pub async fn changed_files(&self, number: u64) -> Result<Vec<ChangedFile>, Error> {
        self.every(|page| calls::changed_files(self.place(), number, page)).await
    }

    /// Every comment of a pull request, oldest first.
    ///
    /// # Errors
    /// As [`GitHub::pull_request`].
    pub async fn comments(&self, number: u64) -> Result<Vec<Comment>, Error> {
        let mut comments = self.every(|page| calls::comments(self.place(), number, page)).await?;
        comments.sort_by_key(|comment| comment.id);
        comments.dedup_by_key(|comment| comment.id);
        Ok(comments)
    }

    /// Writes a comment.
    ///
    /// # Errors
    /// `lost_reply` where it is not known whether it was written, or as [`GitHub::pull_request`].
    pub async fn create_comment(&self, number: u64, body: &str) -> Result<Comment, Error> {
        self.client.send(&calls::create_comment(self.place(), number, body)).await
    }

    /// Replaces a comment's text.
    ///
    /// # Errors
    /// As [`GitHub::pull_request`].
    pub async fn update_comment(&self, id: u64, body: &str) -> Result<Comment, Error> {
        self.client.send(&calls::update_comment(self.place(), id, body)).await
    }

    /// Deletes a comment; one that is gone is no error.
    ///
    /// # Errors
    /// As [`GitHub::pull_request`].
    pub async fn delete_comment(&self, id: u64) -> Result<(), Error> {
        match self.client.send(&calls::delete_comment(self.place(), id)).await {
            Err(error) if error.status() == Some(404) => Ok(()),
            deleted => deleted.map(drop),
        }
    }

    /// The login that the token writes as; `None` where GitHub does not say.
    ///
    /// # Errors
    /// As [`GitHub::pull_request`].
    pub async fn login(&self) -> Result<Option<String>, Error> {
        match self.client.send(&calls::user()).await {
            Ok(Author { login }) => Ok(Some(login)),
            Err(error) if matches!(error.status(), Some(403 | 404)) => Ok(self.viewer().await),
            Err(error) => Err(error),
        }
    }

    /// Whom an app's token writes as. GraphQL knows; on GitHub Enterprise it is elsewhere.
    async fn viewer(&self) -> Option<String> {
        let answer = self.client.send(&calls::viewer()).await.ok()?;
        Some(answer.data?.viewer.login)
    }

    fn place(&self) -> Place<'_> {
        Place { owner: &self.owner, name: &self.name }
    }

    async fn every<Item: DeserializeOwned>(
        &self,
        request: impl Fn(u32) -> Request<Vec<Item>>,
    ) -> Result<Vec<Item>, Error> {
        let mut items = Vec::new();
        for page in 1..=LONGEST {
            let linked = self.client.send_linked(&request(page)).await?;
            items.extend(linked.answer);
            if !linked.link.as_deref().is_some_and(has_next) {
                return Ok(items);
            }
        }
        Err(contradictory("a list that does not end"))
    }
}

impl fmt::Debug for GitHub {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "GitHub({}/{})", self.owner, self.name)
    }
}

/// `<https://api.github.com/…?page=2>; rel="next", <…>; rel="last"`
fn has_next(link: &str) -> bool {
    link.split(',')
        .any(|one| one.split(';').skip(1).any(|part| part.trim().replace('"', "") == "rel=next"))
}

/// What an owner's or a repository's name may hold.
fn is_name(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    !text.is_empty() && text.len() <= 100 && text.bytes().all(allowed)
}

fn contradictory(what: &str) -> Error {
    let message = format!("GitHub answered with {what}.");
    Problem::new(Code::InvalidAnswer, message, "Check GITHUB_API_URL, then try again.").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_says_whether_there_is_another_page() {
        let first =
            "<https://api.github.com/x?page=2>; rel=\"next\", <https://x?page=9>; rel=\"last\"";
        assert!(has_next(first));
        assert!(!has_next("<https://api.github.com/x?page=1>; rel=\"prev\""));
        assert!(!has_next("<https://x/?rel=next>; rel=\"last\"") && !has_next(""));
    }

    #[test]
    fn names_stay_names() {
        assert!(is_name("hello-world.js") && !is_name("") && !is_name("a/b") && !is_name("a?b"));
    }
}
