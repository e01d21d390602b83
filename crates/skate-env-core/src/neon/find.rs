//! Finds a branch by its exact name or id.

use std::fmt;

use super::{
    BranchId, Client, Error, ProjectId, calls,
    model::{Annotation, Branch, BranchesPage},
};
use crate::{Code, nearest::nearest, target::is_neon_id};

/// Which branch is meant: the caller says whether it is an id or a name, nothing is guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BranchRef {
    /// The branch of this id.
    Id(BranchId),
    /// The branch of exactly this name.
    Name(String),
}

impl BranchRef {
    /// A branch's exact name.
    #[must_use]
    pub fn name(name: impl Into<String>) -> Self {
        Self::Name(name.into())
    }
}

impl From<BranchId> for BranchRef {
    fn from(id: BranchId) -> Self {
        Self::Id(id)
    }
}

impl fmt::Display for BranchRef {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => write!(formatter, "{id}"),
            Self::Name(name) => write!(formatter, "`{name}`"),
        }
    }
}

/// A branch and what was written on it.
#[derive(Clone, Debug)]
pub struct FoundBranch {
    /// The branch.
    pub branch: Branch,
    /// What was written on it.
    pub annotation: Option<Annotation>,
}

impl Client {
    /// Every branch of a project whose name is exactly this: none, one, or, while Neon contradicts
    /// itself, more.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn branches_named(
        &self,
        project: &ProjectId,
        name: &str,
    ) -> Result<Vec<FoundBranch>, Error> {
        let request = |cursor: Option<&str>| calls::branches::list(project, Some(name), cursor);
        self.fold_pages(request, Vec::new(), |found, page| {
            found.extend(of_page(page).filter(|found| found.branch.name == name));
        })
        .await
    }

    /// Every branch of a project.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn all_branches(&self, project: &ProjectId) -> Result<Vec<FoundBranch>, Error> {
        let request = |cursor: Option<&str>| calls::branches::list(project, None, cursor);
        self.fold_pages(request, Vec::new(), |found, page| found.extend(of_page(page))).await
    }

    /// The branch that is meant.
    ///
    /// # Errors
    /// `unknown_branch`, with the nearest name; `ambiguous_name`; or as [`Client::send`].
    pub async fn find_branch(
        &self,
        project: &ProjectId,
        branch: &BranchRef,
    ) -> Result<FoundBranch, Error> {
        match branch {
            BranchRef::Id(id) => {
                let answer = self.send(&calls::branches::get(project, id)).await;
                let answer = answer.map_err(|error| match error.status() {
                    Some(404) => unknown(&format!("No branch of {project} has the id {id}."), None),
                    _ => error,
                })?;
                if answer.branch.id != *id || answer.branch.project_id != *project {
                    return Err(contradictory_answer(
                        "another branch than the one it was asked for",
                    ));
                }
                Ok(FoundBranch { branch: answer.branch, annotation: answer.annotation })
            }
            BranchRef::Name(name) => self.find_named(project, name).await,
        }
    }

    async fn find_named(&self, project: &ProjectId, name: &str) -> Result<FoundBranch, Error> {
        let mut found = self.branches_named(project, name).await?;
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => {
                let message = format!("No branch of {project} has the name `{name}`.");
                if is_neon_id(name, "br-") {
                    let hint = "It looks like an id: pass it as an id.";
                    return Err(Error::new(Code::UnknownBranch, message, hint));
                }
                let all = self.all_branches(project).await?;
                let names = all.iter().map(|found| found.branch.name.as_str());
                Err(unknown(&message, nearest(name, names)))
            }
            count => Err(Error::new(
                Code::AmbiguousName,
                format!("{count} branches of {project} have the name `{name}`."),
                "Give the branch's id.",
            )),
        }
    }
}

fn of_page(page: BranchesPage) -> impl Iterator<Item = FoundBranch> {
    let mut annotations = page.annotations.unwrap_or_default();
    page.branches.into_iter().map(move |branch| {
        let annotation = annotations.remove(&branch.id);
        FoundBranch { branch, annotation }
    })
}

fn unknown(message: &str, nearest: Option<&str>) -> Error {
    let hint = match nearest {
        Some(name) => format!("Did you mean `{name}`?"),
        None => "List the branches; the key may also be one that cannot see it.".to_owned(),
    };
    Error::new(Code::UnknownBranch, message, hint)
}

/// A reply that Neon would never give, so the server is not trusted.
pub(super) fn contradictory_answer(what: &str) -> Error {
    let message = format!("Neon answered with {what}.");
    Error::new(Code::InvalidAnswer, message, "Check NEON_API_HOST, then try again.")
}
