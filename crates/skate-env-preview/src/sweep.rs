//! `sweep`: deletes the branches of closed pull requests that no run deleted.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use skate_env_core::{
    Class, Environment,
    neon::{BranchId, FoundBranch},
    rest::Error,
};

use crate::{
    cleanup::{BranchFacts, GRACE, Limits, PlannedBranch, PullRequestFact, plan},
    delete::{Cause, Kept},
    identity::{Identity, branch_name, closing_since},
    preview::{Preview, PullRequests, fact_of},
};

/// How far a sweep may go.
#[derive(Clone, Copy, Debug)]
pub struct SweepLimits {
    /// Whether it deletes; otherwise it only plans.
    pub apply: bool,
    /// The most that it deletes.
    pub at_most: usize,
}

/// What a sweep found and did.
#[derive(Debug, Default)]
pub struct Sweep {
    /// The branches of this repository's pull requests.
    pub branches: Vec<SweptBranch>,
    /// How many other branches the project has.
    pub others: usize,
}

/// One branch of a sweep.
#[derive(Debug)]
pub struct SweptBranch {
    /// The branch.
    pub name: String,
    /// Its id.
    pub id: String,
    /// Its pull request.
    pub pr: u64,
    /// Whether it is to be deleted.
    pub planned: bool,
    /// Whether it was deleted.
    pub deleted: bool,
    /// Whether its pull request's state is not known.
    pub unknown: bool,
    /// Why it is deleted or kept.
    pub reason: String,
    /// Why it could not be deleted.
    pub error: Option<Error>,
}

impl Sweep {
    /// Whether the state of a pull request is not known.
    #[must_use]
    pub fn has_unknown(&self) -> bool {
        self.branches.iter().any(|branch| branch.unknown)
    }

    /// How many could not be deleted.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.branches.iter().filter(|branch| branch.error.is_some()).count()
    }
}

/// A branch of this repository, and why it would be deleted.
struct Own<'l> {
    found: &'l FoundBranch,
    identity: Identity,
    fact: PullRequestFact,
    cause: Cause,
}

impl Preview<'_> {
    /// Plans which branches of closed pull requests are deleted, and deletes them.
    ///
    /// Nothing is concluded from what a list of open pull requests lacks: each candidate's state is
    /// asked, and asked again before it is deleted.
    ///
    /// # Errors
    /// What Neon said to the list of branches. Everything else is in the answer, and keeps the
    /// branch that it is about.
    pub async fn sweep(&self, limits: SweepLimits) -> Result<Sweep, Error> {
        let listed = self.listed().await?;
        let own = self.own_with_facts(&listed).await;
        let facts = listed.iter().map(|found| {
            let own = own.iter().find(|own| own.found.branch.id == found.branch.id);
            self.facts(found, own)
        });
        let cleanup = Limits {
            now: self.now(),
            active: SignedDuration::ZERO,
            idle: SignedDuration::MAX,
            owner: None,
            at_most: limits.at_most,
        };
        let others = listed.len() - own.len();
        let mut sweep = Sweep { others, ..Sweep::default() };
        for planned in plan(facts.collect(), &cleanup) {
            let own = own.iter().find(|own| own.found.branch.id.as_str() == planned.facts.id);
            let Some(own) = own else { continue };
            sweep.branches.push(self.sweep_one(planned, own, &listed, limits.apply).await);
        }
        Ok(sweep)
    }

    async fn sweep_one(
        &self,
        planned: PlannedBranch,
        own: &Own<'_>,
        listed: &[FoundBranch],
        apply: bool,
    ) -> SweptBranch {
        let PlannedBranch { facts, decision } = planned;
        let mut swept = SweptBranch {
            name: facts.name,
            id: facts.id,
            pr: own.identity.pr,
            planned: decision.deleted,
            deleted: false,
            unknown: matches!(own.fact, PullRequestFact::Unknown(_)),
            reason: decision.reason,
            error: None,
        };
        if !apply {
            return swept;
        }
        let done = if decision.deleted {
            self.delete(own.found, &own.identity, listed, own.cause).await
        } else {
            self.keep(own).await.map(|()| Some(Kept(swept.reason.clone())))
        };
        match done {
            Ok(None) => swept.deleted = true,
            Ok(Some(Kept(reason))) if swept.planned => {
                (swept.planned, swept.reason) = (false, format!("kept meanwhile: {reason}"));
            }
            Ok(Some(_)) => {}
            Err(error) => {
                let of_github = error.code().as_str().starts_with("github");
                swept.unknown |= of_github;
                swept.error = Some(error);
            }
        }
        swept
    }

    /// A branch that was to be deleted until its pull request was seen to be open gets its name back,
    /// once every run that knew it as closed has ended.
    async fn keep(&self, own: &Own<'_>) -> Result<(), Error> {
        let since = closing_since(&own.found.branch.name);
        let is_left = since.is_some_and(|since| self.now().duration_since(since) >= GRACE);
        if is_left && own.fact == PullRequestFact::Open {
            self.give_name_back(&own.found.branch.id, own.identity.pr).await?;
        }
        Ok(())
    }

    async fn own_with_facts<'l>(&self, listed: &'l [FoundBranch]) -> Vec<Own<'l>> {
        let own: Vec<_> =
            listed.iter().filter_map(|found| Some((found, self.own(found)?))).collect();
        if own.is_empty() {
            return Vec::new();
        }
        let open = self.open().await;
        let mut with_facts = Vec::new();
        for (found, identity) in own {
            let mut cause = Cause::Closed;
            let mut fact = match &open {
                Err(error) => PullRequestFact::Unknown(error.message().to_owned()),
                Ok(open) if open.contains(&identity.pr) => PullRequestFact::Open,
                Ok(_) => self.closed(identity.pr).await,
            };
            let is_superseded = self.newest_of(identity.pr, listed) != Some(&found.branch.id);
            if is_superseded && fact == PullRequestFact::Open {
                (fact, cause) = (PullRequestFact::Closed(None), Cause::Superseded);
            }
            with_facts.push(Own { found, identity, fact, cause });
        }
        with_facts
    }

    /// Of a pull request's branches the one that `up` uses: it has the name; or else the one that
    /// may get it back, the newest.
    fn newest_of<'l>(&self, pr: u64, listed: &'l [FoundBranch]) -> Option<&'l BranchId> {
        let own = listed.iter().filter(|found| self.own(found).is_some_and(|it| it.pr == pr));
        let name = branch_name(pr);
        let key = |found: &&FoundBranch| {
            let branch = &found.branch;
            (branch.name == name, branch.created_at.parse::<Timestamp>().ok(), branch.id.clone())
        };
        own.max_by_key(key).map(|found| &found.branch.id)
    }

    /// Every open pull request: all of them, or an error.
    async fn open(&self) -> Result<BTreeSet<u64>, Error> {
        match self.pull_requests {
            PullRequests::Open(open) => Ok(open.iter().copied().collect()),
            PullRequests::GitHub(github) => {
                let open = github.open_pull_requests().await?;
                Ok(open.into_iter().map(|pull| pull.number).collect())
            }
        }
    }

    /// The state of a pull request that no list of open ones has.
    async fn closed(&self, number: u64) -> PullRequestFact {
        match self.pull_requests {
            PullRequests::Open(_) => PullRequestFact::Closed(None),
            PullRequests::GitHub(_) => match self.ask(number).await {
                Ok(pull) => fact_of(&pull),
                Err(error) => PullRequestFact::Unknown(error.message().to_owned()),
            },
        }
    }

    /// Of a branch that is not this repository's, only that it is none of ours, and whose child.
    fn facts(&self, found: &FoundBranch, own: Option<&Own<'_>>) -> BranchFacts {
        let branch = &found.branch;
        let moments = [Some(&branch.created_at), branch.last_reset_at.as_ref()];
        BranchFacts {
            id: branch.id.as_str().to_owned(),
            name: branch.name.clone(),
            parent: branch.parent_id.as_ref().map(|id| id.as_str().to_owned()),
            class: Class::Preview,
            owner: own.map(|own| own.identity.made_by.clone()),
            is_default: branch.default,
            is_protected: branch.protected,
            environment: self.environment_of(&branch.name),
            is_in_use: false,
            expires_at: None,
            active_at: moments.into_iter().flatten().filter_map(|at| at.parse().ok()).max(),
            pull_request: own.map(|own| own.fact.clone()),
        }
    }

    fn environment_of(&self, name: &str) -> Option<Environment> {
        let mut policies = self.config.environments.iter();
        policies.find(|(_, it)| it.branch.as_deref() == Some(name)).map(|(found, _)| *found)
    }
}
