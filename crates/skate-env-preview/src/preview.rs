//! What every part of a preview works with: Neon, GitHub, the policy, the clock.

use jiff::Timestamp;
use skate_env_core::{
    Class, Code, Config, Problem,
    neon::{FoundBranch, lifecycle::Branches},
    rest::{Clock, Error},
};

use crate::{
    cleanup::PullRequestFact,
    github::{GitHub, model::PullRequest},
    identity::Identity,
};

/// The databases of a repository's pull requests.
pub struct Preview<'a> {
    /// Neon's branches.
    pub branches: &'a Branches,
    /// Who knows the state of pull requests.
    pub pull_requests: PullRequests<'a>,
    /// The repository: GitHub's numeric id, or what else names it for good.
    pub repository: String,
    /// The policy.
    pub config: &'a Config,
    /// The time.
    pub clock: &'a dyn Clock,
}

/// Who knows the state of pull requests.
#[derive(Clone, Copy, Debug)]
pub enum PullRequests<'a> {
    /// GitHub.
    GitHub(&'a GitHub),
    /// The caller: every open one. Another CI's service gave them.
    Open(&'a [u64]),
}

impl Preview<'_> {
    /// The pull request's state now.
    pub(crate) async fn fact(&self, number: u64) -> Result<PullRequestFact, Error> {
        match self.pull_requests {
            PullRequests::GitHub(_) => Ok(fact_of(&self.ask(number).await?)),
            PullRequests::Open(open) if open.contains(&number) => Ok(PullRequestFact::Open),
            PullRequests::Open(_) => Ok(PullRequestFact::Closed(None)),
        }
    }

    /// Whether the pull request is known to be closed.
    ///
    /// # Errors
    /// What GitHub said.
    pub async fn is_closed(&self, number: u64) -> Result<bool, Error> {
        Ok(matches!(self.fact(number).await?, PullRequestFact::Closed(_)))
    }

    /// The pull request at GitHub, which must be this repository's.
    pub(crate) async fn ask(&self, number: u64) -> Result<PullRequest, Error> {
        let PullRequests::GitHub(github) = self.pull_requests else {
            let message = "Only GitHub describes pull requests.";
            return Err(Problem::new(Code::InternalError, message, "Please report this.").into());
        };
        let pull = github.pull_request(number).await?;
        let repository = pull.base.repo.as_ref().map(|repo| repo.id.to_string());
        if repository.as_deref() == Some(self.repository.as_str()) {
            return Ok(pull);
        }
        Err(Problem::new(
            Code::UntrustedEvent,
            format!("Pull request {number} is in another repository than the one of this job."),
            "A repository that was deleted and made again has another id. Run the workflow again.",
        )
        .into())
    }

    /// Branches that were made for this repository's pull requests.
    pub(crate) fn own(&self, found: &FoundBranch) -> Option<Identity> {
        Identity::of(found).filter(|identity| identity.repo == self.repository)
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.timestamp()
    }

    /// Every branch of the project.
    pub(crate) async fn listed(&self) -> Result<Vec<FoundBranch>, Error> {
        self.branches.client().all_branches(self.branches.project()).await
    }

    pub(crate) fn policy(&self) -> skate_env_core::PreviewPolicy {
        let policy = self.config.classes.get(&Class::Preview);
        policy.map(|policy| policy.preview.clone()).unwrap_or_default()
    }
}

/// What a pull request says of itself.
pub(crate) fn fact_of(pull: &PullRequest) -> PullRequestFact {
    if pull.is_open() {
        return PullRequestFact::Open;
    }
    if pull.state != "closed" {
        return PullRequestFact::Unknown("GitHub gives it a state that is not known here".into());
    }
    PullRequestFact::Closed(pull.closed_at.as_ref().and_then(|at| at.parse().ok()))
}
