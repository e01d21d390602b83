//! `up`: creates or reuses the database of an open pull request, and hands it out.

use std::future::Future;

use skate_env_core::{
    Class, Code, Environment, Problem,
    neon::{
        FoundBranch,
        lifecycle::{BranchSpec, Branches, Connection, EnsureOutcome, EnsuredBranch, KnownLogin},
    },
    rest::Error,
};

use crate::{
    delete::Cause,
    github::model::PullRequest,
    identity::{Identity, branch_name, owner},
    preview::{Preview, PullRequests},
    wanted,
};

/// So often a branch may be deleted under the hands of one run.
const TRIES: u32 = 3;

/// What is asked of `up`.
#[derive(Clone, Debug, Default)]
pub struct UpRequest {
    /// The pull request's number.
    pub number: u64,
    /// The commit that this run has checked out, where it is known. A run whose commit is no longer
    /// the pull request's migrates nothing.
    pub head: Option<String>,
    /// A digest of the migrations, for the annotation.
    pub migrations: String,
    /// The workflow's run, for the annotation.
    pub run: String,
    /// The version of skate-env, for the annotation.
    pub made_by: String,
}

/// What happens inside the branch's database, and how the branch is made.
pub trait Setup {
    /// Why it failed.
    type Failure: From<Error>;
    /// What it did.
    type Prepared;

    /// Whether an open pull request may have a database now, such as by a budget. Asked before
    /// anything is created or reused.
    ///
    /// # Errors
    /// Why it may not.
    fn permit(&self) -> impl Future<Output = Result<(), Self::Failure>>;

    /// Creates or reuses the branch; a masked one is masked before this returns.
    fn ensure(
        &self,
        branches: &Branches,
        spec: &BranchSpec,
    ) -> impl Future<Output = Result<EnsuredBranch, Self::Failure>>;

    /// Hides the URLs from all that is printed from now on.
    ///
    /// # Errors
    /// Where it cannot be said what is to be hidden.
    fn hide(&self, connection: &Connection) -> Result<(), Self::Failure>;

    /// Proves which database it is, and, where this run is the pull request's newest, migrates and
    /// seeds it.
    fn prepare(
        &self,
        ensured: &EnsuredBranch,
        is_newest: bool,
    ) -> impl Future<Output = Result<Self::Prepared, Self::Failure>>;
}

/// How `up` ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UpState {
    /// The database is there.
    Ready,
    /// The database is there; a newer commit is the pull request's, and its run migrates.
    Superseded,
    /// The pull request is closed: nothing was made.
    Closed,
    /// The pull request was closed while this ran: what this run made is gone.
    ClosedMeanwhile,
    /// The policy gives this pull request no database, for this reason.
    Unwanted(String),
}

/// What `up` did.
#[derive(Debug)]
pub struct Up<Prepared> {
    /// How it ended.
    pub state: UpState,
    /// The pull request, where GitHub was asked.
    pub pull_request: Option<PullRequest>,
    /// The branch and how it is reached; only where the state is ready or superseded.
    pub branch: Option<EnsuredBranch>,
    /// What was done inside the database; only with a branch.
    pub prepared: Option<Prepared>,
    /// The branch that was deleted because nobody needs it any more.
    pub deleted: Option<String>,
}

impl<Prepared> Up<Prepared> {
    fn ended(state: UpState, pull_request: Option<PullRequest>) -> Self {
        Self { state, pull_request, branch: None, prepared: None, deleted: None }
    }
}

impl Preview<'_> {
    /// Creates or reuses the pull request's branch and prepares it. The branch is given only if the
    /// pull request is open before it is made and after it is prepared.
    ///
    /// # Errors
    /// `branch_mismatch` for a branch of that name that is not this pull request's, what GitHub or
    /// Neon said, or the setup's own.
    pub async fn up<S: Setup>(
        &self,
        request: &UpRequest,
        setup: &S,
    ) -> Result<Up<S::Prepared>, S::Failure> {
        let number = request.number;
        let (pull, is_open) = self.open_pull_request(number).await?;
        if !is_open {
            return Ok(Up::ended(UpState::Closed, pull));
        }
        if let Some(reason) = self.reason_against(pull.as_ref()).await? {
            let deleted = self.delete_unwanted(number).await?;
            return Ok(Up { deleted, ..Up::ended(UpState::Unwanted(reason), pull) });
        }
        setup.permit().await?;
        for _ in 0..TRIES {
            if let Some(up) = self.try_up(request, pull.as_ref(), setup).await? {
                return Ok(up);
            }
        }
        let name = branch_name(number);
        let message =
            format!("Branch `{name}` was deleted each time that this run had prepared it.");
        let hint =
            "Somebody closes and reopens the pull request, or deletes the branch. Run it again.";
        Err(Error::from(Problem::new(Code::BranchGone, message, hint)).into())
    }

    /// `None` where somebody deletes the branch that was prepared: the pull request was closed, and
    /// opened again.
    async fn try_up<S: Setup>(
        &self,
        request: &UpRequest,
        pull: Option<&PullRequest>,
        setup: &S,
    ) -> Result<Option<Up<S::Prepared>>, S::Failure> {
        let number = request.number;
        let listed = self.listed().await?;
        let ensured = self.ensure(request, &listed, setup).await?;
        setup.hide(&ensured.connection)?;
        let newest = pull.map(|pull| pull.head.sha.as_str());
        let is_newest =
            request.head.as_deref().is_none_or(|head| newest.is_none_or(|newest| newest == head));
        let prepared = setup.prepare(&ensured, is_newest).await?;
        let (again, is_open) = self.open_pull_request(number).await?;
        if !is_open {
            let deleted = self.delete_made(&ensured).await?;
            return Ok(Some(Up { deleted, ..Up::ended(UpState::ClosedMeanwhile, again) }));
        }
        if !self.has_its_name(&ensured).await? {
            return Ok(None);
        }
        let state = if is_newest { UpState::Ready } else { UpState::Superseded };
        let (branch, prepared) = (Some(ensured), Some(prepared));
        Ok(Some(Up { state, pull_request: again, branch, prepared, deleted: None }))
    }

    /// Whether the branch is there under its name. Who deletes it takes that away first, and asks
    /// then whether the pull request is open: which it is.
    async fn has_its_name(&self, ensured: &EnsuredBranch) -> Result<bool, Error> {
        let (client, project) = (self.branches.client(), self.branches.project());
        let named = client.branches_named(project, &ensured.branch.name).await?;
        Ok(named.iter().any(|found| found.branch.id == ensured.branch.id))
    }

    /// The pull request where GitHub is asked, and whether it is open.
    async fn open_pull_request(&self, number: u64) -> Result<(Option<PullRequest>, bool), Error> {
        match self.pull_requests {
            PullRequests::Open(open) => Ok((None, open.contains(&number))),
            PullRequests::GitHub(_) => {
                let pull = self.ask(number).await?;
                let is_open = pull.is_open();
                Ok((Some(pull), is_open))
            }
        }
    }

    async fn reason_against(&self, pull: Option<&PullRequest>) -> Result<Option<String>, Error> {
        match (self.pull_requests, pull) {
            (PullRequests::GitHub(github), Some(pull)) => {
                wanted::reason_against(&self.policy(), github, pull).await
            }
            _ => Ok(None),
        }
    }

    async fn ensure<S: Setup>(
        &self,
        request: &UpRequest,
        listed: &[FoundBranch],
        setup: &S,
    ) -> Result<EnsuredBranch, S::Failure> {
        let spec = self.spec(request.number);
        let there = listed.iter().find(|found| found.branch.name == spec.name);
        let known = there.and_then(|found| self.own(found)).filter(|it| !it.role.is_empty());
        if let Some(Identity { role, database, .. }) = &known {
            let login = KnownLogin { role, database };
            if let Some(reused) = self.branches.reuse(&spec, listed, login).await? {
                return Ok(reused);
            }
        }
        let (role, database) = match known {
            Some(known) => (known.role, known.database),
            None => self.login_of_source(listed).await?,
        };
        // Always: a branch that is there now may be gone before it is reused.
        let annotation = self.identity(request, role, database).to_annotation();
        setup.ensure(self.branches, &BranchSpec { annotation, ..spec }).await
    }

    fn identity(&self, request: &UpRequest, role: String, database: String) -> Identity {
        Identity {
            repo: self.repository.clone(),
            pr: request.number,
            head: request.head.clone().unwrap_or_default(),
            migrations: request.migrations.clone(),
            made_by: request.made_by.clone(),
            run: request.run.clone(),
            generation: self.now().as_millisecond().to_string(),
            role,
            database,
        }
    }

    fn spec(&self, number: u64) -> BranchSpec {
        let owner = owner(&self.repository, number);
        BranchSpec::new(branch_name(number), Class::Preview, owner)
            .because(format!("pull request {number}"))
    }

    /// The role and the database that a branch of the class's source will have: written into its
    /// annotation, so that the next run need not ask.
    async fn login_of_source(&self, listed: &[FoundBranch]) -> Result<(String, String), Error> {
        let Some(source) = self.branches.source_in(Class::Preview, listed)? else {
            return Ok(Default::default()); // `ensure` says what is wrong with the source
        };
        match self.branches.login(&source.branch, Environment::Preview).await {
            Ok((role, database)) => Ok((role.name, database.name)),
            // The same question is asked of the branch itself, where it is an error.
            Err(_) => Ok(Default::default()),
        }
    }

    async fn delete_unwanted(&self, number: u64) -> Result<Option<String>, Error> {
        let listed = self.listed().await?;
        let own = listed
            .iter()
            .find_map(|found| Some((found, self.own(found).filter(|it| it.pr == number)?)));
        let Some((found, identity)) = own else { return Ok(None) };
        let kept = self.delete(found, &identity, &listed, Cause::Unwanted).await?;
        Ok(kept.is_none().then(|| found.branch.name.clone()))
    }

    /// Only what this run made: another run answers for what was there before.
    async fn delete_made(&self, ensured: &EnsuredBranch) -> Result<Option<String>, Error> {
        if ensured.outcome != EnsureOutcome::Created {
            return Ok(None);
        }
        let listed = self.listed().await?;
        let made = listed.iter().find(|found| found.branch.id == ensured.branch.id);
        let own = made.and_then(|found| Some((found, self.own(found)?)));
        let Some((found, identity)) = own else { return Ok(None) };
        let kept = self.delete(found, &identity, &listed, Cause::Closed).await?;
        Ok(kept.is_none().then(|| found.branch.name.clone()))
    }
}
