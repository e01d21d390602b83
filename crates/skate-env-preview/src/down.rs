//! `down`: deletes the database of a closed pull request.

use skate_env_core::{Code, Problem, rest::Error};

use crate::{
    cleanup::PullRequestFact,
    delete::{Cause, Kept},
    identity::branch_name,
    preview::Preview,
};

/// What `down` did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Down {
    /// There was no branch.
    Absent,
    /// These branches are gone: names and ids.
    Deleted(Vec<(String, String)>),
    /// The branch is kept: the pull request is open again, or it has a child that is not ours.
    Kept(String),
}

impl Preview<'_> {
    /// Deletes the pull request's branches, by their ids, if the pull request is closed.
    ///
    /// # Errors
    /// `branch_mismatch` where the branch of that name was not made for this pull request;
    /// `github_refused` and `github_unavailable` where the pull request's state is not known: then
    /// nothing is deleted, and the next sweep finds the branch; or what Neon said.
    pub async fn down(&self, number: u64) -> Result<Down, Error> {
        let listed = self.listed().await?;
        let own: Vec<_> = listed
            .iter()
            .filter_map(|found| Some((found, self.own(found).filter(|it| it.pr == number)?)))
            .collect();
        let name = branch_name(number);
        let foreign = listed.iter().find(|found| {
            found.branch.name == name && !own.iter().any(|(it, _)| it.branch.id == found.branch.id)
        });
        if own.is_empty() {
            return match foreign {
                None => Ok(Down::Absent),
                Some(found) => Err(Problem::new(
                    Code::BranchMismatch,
                    format!(
                        "Branch `{name}` ({}) was not made for pull request {number} of this \
                         repository.",
                        found.branch.id
                    ),
                    "Nothing was deleted. Delete it by hand if it is not needed.",
                )
                .into()),
            };
        }
        match self.fact(number).await? {
            PullRequestFact::Open => {
                return Ok(Down::Kept(format!("pull request {number} is open")));
            }
            PullRequestFact::Unknown(why) => return Ok(Down::Kept(why)),
            PullRequestFact::Closed(_) => {}
        }
        let mut deleted = Vec::new();
        for (found, identity) in own {
            match self.delete(found, &identity, &listed, Cause::Closed).await? {
                Some(Kept(reason)) => return Ok(Down::Kept(reason)),
                None => {
                    deleted.push((found.branch.name.clone(), found.branch.id.as_str().to_owned()));
                }
            }
        }
        Ok(Down::Deleted(deleted))
    }
}
