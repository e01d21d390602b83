//! The calls of GitHub's API, one function each. None of them sends anything.

use serde_json::json;
use skate_env_core::rest::{
    Method::{Delete, Get, Patch, Post},
    Request,
};

use super::model::{Author, ChangedFile, Comment, PullRequest, Repository, ViewerAnswer};

/// The most that a page may hold.
const PAGE: u32 = 100;

/// A repository, by owner and name.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The owner.
    pub owner: &'a str,
    /// The name.
    pub name: &'a str,
}

/// The repository.
#[must_use]
pub fn repository(place: Place<'_>) -> Request<Repository> {
    Request::new(Get, "/repos/{}/{}", &[place.owner, place.name])
}

/// One pull request.
#[must_use]
pub fn pull_request(place: Place<'_>, number: u64) -> Request<PullRequest> {
    let number = number.to_string();
    Request::new(Get, "/repos/{}/{}/pulls/{}", &[place.owner, place.name, &number])
}

/// A page of open pull requests, oldest first, so that a new one moves none.
#[must_use]
pub fn open_pull_requests(place: Place<'_>, page: u32) -> Request<Vec<PullRequest>> {
    Request::new(Get, "/repos/{}/{}/pulls", &[place.owner, place.name])
        .query("state", "open")
        .query("sort", "created")
        .query("direction", "asc")
        .query("per_page", PAGE)
        .query("page", page)
}

/// A page of the files that a pull request changes; GitHub lists 3,000 at most.
#[must_use]
pub fn changed_files(place: Place<'_>, number: u64, page: u32) -> Request<Vec<ChangedFile>> {
    let number = number.to_string();
    Request::new(Get, "/repos/{}/{}/pulls/{}/files", &[place.owner, place.name, &number])
        .query("per_page", PAGE)
        .query("page", page)
}

/// A page of a pull request's comments, oldest first.
#[must_use]
pub fn comments(place: Place<'_>, number: u64, page: u32) -> Request<Vec<Comment>> {
    let number = number.to_string();
    Request::new(Get, "/repos/{}/{}/issues/{}/comments", &[place.owner, place.name, &number])
        .query("per_page", PAGE)
        .query("page", page)
}

/// Writes a comment.
#[must_use]
pub fn create_comment(place: Place<'_>, number: u64, body: &str) -> Request<Comment> {
    let number = number.to_string();
    Request::new(Post, "/repos/{}/{}/issues/{}/comments", &[place.owner, place.name, &number])
        .body(&json!({ "body": body }))
}

/// One comment.
#[must_use]
pub fn comment(place: Place<'_>, id: u64) -> Request<Comment> {
    let id = id.to_string();
    Request::new(Get, "/repos/{}/{}/issues/comments/{}", &[place.owner, place.name, &id])
}

/// Replaces a comment's text.
#[must_use]
pub fn update_comment(place: Place<'_>, id: u64, body: &str) -> Request<Comment> {
    let id = id.to_string();
    Request::new(Patch, "/repos/{}/{}/issues/comments/{}", &[place.owner, place.name, &id])
        .body(&json!({ "body": body }))
        .repeatable()
}

/// Deletes a comment.
#[must_use]
pub fn delete_comment(place: Place<'_>, id: u64) -> Request<Option<()>> {
    let id = id.to_string();
    Request::new(Delete, "/repos/{}/{}/issues/comments/{}", &[place.owner, place.name, &id])
        .repeatable()
}

/// Whose the token is. An app's token is refused: it has no user.
#[must_use]
pub fn user() -> Request<Author> {
    Request::new(Get, "/user", &[])
}

/// Whom the token writes as, an app's too. The only question of GraphQL: REST has none like it.
#[must_use]
pub fn viewer() -> Request<ViewerAnswer> {
    Request::new(Post, "/graphql", &[])
        .body(&json!({ "query": "query { viewer { login } }" }))
        .repeatable()
}
