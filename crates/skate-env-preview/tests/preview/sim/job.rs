//! Jobs of workflows: the real `up`, `down` and `sweep`, with their comments.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, atomic::AtomicU64},
};

use skate_env_core::{
    Config,
    neon::{
        ProjectId,
        lifecycle::{BranchSpec, Branches, Connection, EnsuredBranch, Production},
    },
    rest::{Client, Error, RetryPolicy},
};
use skate_env_preview::{
    Down, Preview, PullRequests, Setup, Sweep, SweepLimits, UpRequest, UpState,
    comment::{Author, Body, Commented, Comments, Marker},
    github::{GITHUB, GitHub},
};

use super::{
    executor::{Api, Executor, SimClock, SimTransport, yield_once},
    world::{REPOSITORY, World},
};

const POLICY: &str = "
[environments.production]
branch_id = \"br-cool-forest-100000\"
endpoints = [\"ep-cool-darkness-100000\"]
[environments.staging]
branch = \"staging\"
";

/// How a job ended, for tests that want to know.
#[derive(Debug)]
pub(crate) enum Outcome {
    Up(Result<(UpState, Option<Commented>), String>),
    Down(Result<Down, String>),
    Sweep(Result<Sweep, String>),
}

/// Starts jobs in a world.
#[derive(Clone)]
pub(crate) struct Simulation {
    pub(crate) world: Arc<Mutex<World>>,
    pub(crate) policy: String,
    pub(crate) outcomes: Arc<Mutex<Vec<(String, Outcome)>>>,
}

type JobFuture = Pin<Box<dyn Future<Output = ()>>>;

impl Simulation {
    pub(crate) fn new(executor: &Executor) -> Self {
        let outcomes = Arc::default();
        Self { world: Arc::clone(&executor.world), policy: POLICY.to_owned(), outcomes }
    }

    pub(crate) fn with_policy(&self, more: &str) -> Self {
        Self { policy: format!("{POLICY}{more}"), ..self.clone() }
    }

    pub(crate) fn outcome(&self, name: &str) -> Outcome {
        let mut outcomes = self.outcomes.lock().unwrap();
        let at = outcomes.iter().position(|(job, _)| job == name);
        outcomes.remove(at.unwrap_or_else(|| panic!("{name} did not end"))).1
    }

    /// `up --comment` of a run that was started for a head.
    pub(crate) fn up(
        &self,
        name: &str,
        number: u64,
        head: Option<String>,
    ) -> impl FnOnce(Arc<AtomicU64>) -> JobFuture + use<> {
        let (it, name) = (self.clone(), name.to_owned());
        move |sleeps| {
            Box::pin(async move {
                let ended = it.run_up(&name, number, head, &sleeps).await;
                let ended = ended.map_err(|error| error.to_string());
                it.outcomes.lock().unwrap().push((name, Outcome::Up(ended)));
            })
        }
    }

    /// `down --comment`.
    pub(crate) fn down(
        &self,
        name: &str,
        number: u64,
    ) -> impl FnOnce(Arc<AtomicU64>) -> JobFuture + use<> {
        let (it, name) = (self.clone(), name.to_owned());
        move |sleeps| {
            Box::pin(async move {
                let ended = it.run_down(&name, number, &sleeps).await;
                let ended = ended.map_err(|error| error.to_string());
                it.outcomes.lock().unwrap().push((name, Outcome::Down(ended)));
            })
        }
    }

    /// `sweep --apply`.
    pub(crate) fn sweep(&self, name: &str) -> impl FnOnce(Arc<AtomicU64>) -> JobFuture + use<> {
        let (it, name) = (self.clone(), name.to_owned());
        move |sleeps| {
            Box::pin(async move {
                let parts = it.parts(&name, &sleeps);
                let limits = SweepLimits { apply: true, at_most: 100 };
                let ended = parts.preview().sweep(limits).await.map_err(|error| error.to_string());
                it.outcomes.lock().unwrap().push((name, Outcome::Sweep(ended)));
            })
        }
    }

    async fn run_up(
        &self,
        name: &str,
        number: u64,
        head: Option<String>,
        sleeps: &Arc<AtomicU64>,
    ) -> Result<(UpState, Option<Commented>), Error> {
        let parts = self.parts(name, sleeps);
        let setup = SimSetup { world: Arc::clone(&self.world), head: head.clone() };
        let request = UpRequest { number, head, run: name.to_owned(), ..UpRequest::default() };
        let up = parts.preview().up(&request, &setup).await?;
        if up.state == UpState::Closed {
            return Ok((up.state, None));
        }
        let mut line = format!("{:?}", up.state);
        let mut id = String::new();
        if let Some(ensured) = &up.branch {
            for url in [&ensured.connection.pooled, &ensured.connection.direct] {
                let host = url::Url::parse(url.expose_secret()).unwrap();
                let host = host.host_str().unwrap().to_owned();
                self.world.lock().unwrap().hand_out(
                    name,
                    number,
                    ensured.branch.id.as_str(),
                    &host,
                );
            }
            ensured.branch.id.as_str().clone_into(&mut id);
            line.push_str(&ensured.branch.name);
        }
        Ok((up.state, Some(parts.comment(number, &id, &line, true).await?)))
    }

    async fn run_down(
        &self,
        name: &str,
        number: u64,
        sleeps: &Arc<AtomicU64>,
    ) -> Result<Down, Error> {
        let parts = self.parts(name, sleeps);
        let down = parts.preview().down(number).await?;
        if matches!(down, Down::Deleted(_) | Down::Absent) {
            parts.comment(number, "", "closed", false).await?;
        }
        Ok(down)
    }

    fn parts(&self, name: &str, sleeps_until: &Arc<AtomicU64>) -> Parts {
        let clock =
            || SimClock { world: Arc::clone(&self.world), sleeps_until: Arc::clone(sleeps_until) };
        let transport = |api| {
            let (world, job) = (Arc::clone(&self.world), name.to_owned());
            Box::new(SimTransport { world, api, job })
        };
        let policy = RetryPolicy { attempts: 4, ..RetryPolicy::default() };
        let neon = Client::from_parts(transport(Api::Neon), Box::new(clock()), "c4n4ry".into())
            .with_retry_policy(policy);
        let github = Client::from_parts_of(
            &GITHUB,
            transport(Api::GitHub),
            Box::new(clock()),
            "c4n4ry".into(),
        );
        let github = GitHub::new(github, "octo/shop").unwrap().with_retry_policy(policy);
        let config = Config::parse("skate-env.toml", &self.policy).unwrap();
        let production = Production::of_config(&config).unwrap();
        let project = ProjectId::new("p1").unwrap();
        let branches = Branches::new(neon, project, production, config.clone());
        Parts { branches, github, config, clock: clock() }
    }
}

struct Parts {
    branches: Branches,
    github: GitHub,
    config: Config,
    clock: SimClock,
}

impl Parts {
    fn preview(&self) -> Preview<'_> {
        Preview {
            branches: &self.branches,
            pull_requests: PullRequests::GitHub(&self.github),
            repository: REPOSITORY.to_string(),
            config: &self.config,
            clock: &self.clock,
        }
    }

    async fn comment(
        &self,
        number: u64,
        branch: &str,
        line: &str,
        creates: bool,
    ) -> Result<Commented, Error> {
        let marker = Marker::new(&REPOSITORY.to_string(), number);
        let author = Author::new(true);
        let found = Comments::find(&self.github, &author, &marker, number).await?;
        let body = Body::new(marker, branch, &[line.to_owned()], &["run".to_owned()]);
        found.write(&self.github, &author, &body, number, creates).await
    }
}

struct SimSetup {
    world: Arc<Mutex<World>>,
    head: Option<String>,
}

impl Setup for SimSetup {
    type Failure = Error;
    type Prepared = ();

    async fn permit(&self) -> Result<(), Error> {
        Ok(())
    }

    async fn ensure(&self, branches: &Branches, spec: &BranchSpec) -> Result<EnsuredBranch, Error> {
        branches.ensure(spec).await
    }

    fn hide(&self, _: &Connection) -> Result<(), Error> {
        Ok(())
    }

    async fn prepare(&self, ensured: &EnsuredBranch, is_newest: bool) -> Result<(), Error> {
        yield_once().await;
        let mut world = self.world.lock().unwrap();
        if let Some(branch) =
            world.branches.get_mut(ensured.branch.id.as_str()).filter(|_| is_newest)
        {
            branch.migrated.clone_from(&self.head);
        }
        Ok(())
    }
}
