//! Deletes the branch of a pull request, so that a run beside this one cannot lose what it was given.
//!
//! Between the question whether a pull request is closed and the deletion, somebody may reopen it,
//! and `up` may hand out the branch. So the branch loses its name first: from then on `up` makes a
//! new one. Then the question is asked again: whoever was given the branch before saw the pull
//! request open, and so does this question. Then the branch stays. It does not get its name back at
//! once, for a second run may be about to delete it: a sweep does that later.

use std::collections::BTreeSet;

use skate_env_core::{
    neon::{BranchId, BranchRef, FoundBranch, calls},
    rest::Error,
};

use crate::{
    cleanup::PullRequestFact,
    github::GitHub,
    identity::{CLOSING, Identity, branch_name, closing_name},
    preview::{Preview, PullRequests, fact_of},
    wanted,
};

/// Why a branch was not deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept(pub String);

/// Why a branch is to be deleted: what is asked again before it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// Its pull request is closed.
    Closed,
    /// Its pull request is open, and the policy gives it no database.
    Unwanted,
    /// Another branch has its name by now.
    Superseded,
}

impl Preview<'_> {
    /// Deletes a branch and those that were made from it for the same pull request.
    ///
    /// `None` if it is gone.
    pub(crate) async fn delete(
        &self,
        found: &FoundBranch,
        identity: &Identity,
        listed: &[FoundBranch],
        cause: Cause,
    ) -> Result<Option<Kept>, Error> {
        let family = match self.family(found, identity, listed) {
            Ok(family) => family,
            Err(kept) => return Ok(Some(kept)),
        };
        for one in family {
            if let Some(kept) = self.delete_one(one, identity.pr, cause).await? {
                return Ok(Some(kept));
            }
        }
        Ok(None)
    }

    /// The branch and all that were made from it, leaves first, if all are this pull request's.
    fn family<'l>(
        &self,
        found: &'l FoundBranch,
        identity: &Identity,
        listed: &'l [FoundBranch],
    ) -> Result<Vec<&'l FoundBranch>, Kept> {
        let mut family = vec![found];
        let mut seen = BTreeSet::from([found.branch.id.clone()]);
        let mut at = 0;
        while let Some(parent) = family.get(at) {
            let parent = parent.branch.id.clone();
            for child in listed.iter().filter(|it| it.branch.parent_id.as_ref() == Some(&parent)) {
                let ours = self.own(child).is_some_and(|it| it.pr == identity.pr);
                if !ours {
                    return Err(Kept(format!("it has a child, {}", child.branch.name)));
                }
                if seen.insert(child.branch.id.clone()) {
                    family.push(child);
                }
            }
            at += 1;
        }
        family.reverse();
        Ok(family)
    }

    async fn delete_one(
        &self,
        found: &FoundBranch,
        pr: u64,
        cause: Cause,
    ) -> Result<Option<Kept>, Error> {
        let branch = &found.branch;
        let reference = BranchRef::Id(branch.id.clone());
        match self.branches.plan_delete(&reference).await {
            Err(error) if error.code() == skate_env_core::Code::UnknownBranch => return Ok(None),
            planned => drop(planned?),
        }
        if !branch.name.starts_with(CLOSING) {
            self.rename(&branch.id, &closing_name(pr, branch.id.as_str(), self.now())).await?;
        }
        if let Some(kept) = self.still(pr, cause).await? {
            return Ok(Some(kept));
        }
        match self.branches.delete(&reference).await {
            Err(error) if error.code() == skate_env_core::Code::UnknownBranch => Ok(None),
            deleted => deleted.map(|_| None),
        }
    }

    /// Whether the cause still holds; otherwise why the branch is kept.
    async fn still(&self, pr: u64, cause: Cause) -> Result<Option<Kept>, Error> {
        match cause {
            Cause::Superseded => Ok(None),
            Cause::Closed => Ok(match self.fact(pr).await? {
                PullRequestFact::Closed(_) => None,
                PullRequestFact::Open => Some(Kept(format!("pull request {pr} is open"))),
                PullRequestFact::Unknown(why) => Some(Kept(why)),
            }),
            Cause::Unwanted => {
                let PullRequests::GitHub(github) = self.pull_requests else { return Ok(None) };
                self.still_unwanted(github, pr).await
            }
        }
    }

    async fn still_unwanted(&self, github: &GitHub, pr: u64) -> Result<Option<Kept>, Error> {
        let pull = self.ask(pr).await?;
        if fact_of(&pull) != PullRequestFact::Open {
            return Ok(None);
        }
        let against = wanted::reason_against(&self.policy(), github, &pull).await?;
        Ok(against.is_none().then(|| Kept(format!("pull request {pr} gets a database again"))))
    }

    /// Whether it could have its name back: not where a newer branch took it.
    pub(crate) async fn give_name_back(&self, id: &BranchId, pr: u64) -> Result<bool, Error> {
        match self.rename(id, &branch_name(pr)).await {
            Ok(()) => Ok(true),
            Err(error) if matches!(error.status(), Some(404 | 409)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Renaming twice is renaming once, so a lost reply may be asked for again.
    async fn rename(&self, id: &BranchId, name: &str) -> Result<(), Error> {
        let call = calls::branches::rename(self.branches.project(), id, name).repeatable();
        let answer = self.branches.client().send(&call).await?;
        self.branches.wait_for_operations(&answer.operations).await
    }
}
