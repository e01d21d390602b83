//! Polls jobs in an order that chance chooses, and moves the clock.

use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll, Waker},
    time::Duration,
};

use jiff::Timestamp;
use serde_json::Value;
use skate_env_core::rest::{
    BoxFuture, Clock, Transport, TransportError, TransportReply, TransportRequest,
};

use super::world::World;

/// A run that has begun.
pub(crate) struct Job {
    pub(crate) name: String,
    future: Pin<Box<dyn Future<Output = ()>>>,
    sleeps_until: Arc<AtomicU64>,
    /// After so many steps it is killed.
    dies_after: Option<u64>,
}

pub(crate) struct Executor {
    pub(crate) world: Arc<Mutex<World>>,
    jobs: Vec<Job>,
}

impl Executor {
    pub(crate) fn new(world: World) -> Self {
        Self { world: Arc::new(Mutex::new(world)), jobs: Vec::new() }
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.jobs.is_empty()
    }

    pub(crate) fn spawn(
        &mut self,
        name: &str,
        dies_after: Option<u64>,
        job: impl FnOnce(Arc<AtomicU64>) -> Pin<Box<dyn Future<Output = ()>>>,
    ) {
        let sleeps_until = Arc::new(AtomicU64::new(0));
        let future = job(Arc::clone(&sleeps_until));
        self.jobs.push(Job { name: name.to_owned(), future, sleeps_until, dies_after });
    }

    /// One step of a job that chance chooses.
    pub(crate) fn step(&mut self) {
        let chosen = {
            let mut world = self.world.lock().unwrap();
            let pause = world.random.below(300);
            world.now += Duration::from_millis(pause);
            let until = |job: &Job| Duration::from_millis(job.sleeps_until.load(Ordering::Relaxed));
            let awake: Vec<usize> =
                (0..self.jobs.len()).filter(|at| until(&self.jobs[*at]) <= world.now).collect();
            match (awake.is_empty(), self.jobs.iter().map(until).min()) {
                (true, Some(first)) => {
                    world.now = first;
                    return;
                }
                (true, None) => return,
                _ => {}
            }
            let at = world.random.below(awake.len() as u64);
            awake[usize::try_from(at).unwrap()]
        };
        self.step_of(chosen);
    }

    /// One step of the job of this name, if it is still there.
    pub(crate) fn step_named(&mut self, name: &str) -> bool {
        let Some(at) = self.jobs.iter().position(|job| job.name == name) else { return false };
        let until = self.jobs[at].sleeps_until.load(Ordering::Relaxed);
        {
            let mut world = self.world.lock().unwrap();
            world.now = (world.now + Duration::from_millis(10)).max(Duration::from_millis(until));
        }
        self.step_of(at);
        true
    }

    fn step_of(&mut self, at: usize) {
        let job = &mut self.jobs[at];
        let killed = job.dies_after == Some(0);
        job.dies_after = job.dies_after.map(|steps| steps.saturating_sub(1));
        let mut context = Context::from_waker(Waker::noop());
        if killed || matches!(job.future.as_mut().poll(&mut context), Poll::Ready(())) {
            drop(self.jobs.remove(at));
        }
    }

    /// Until every job has ended.
    pub(crate) fn run(&mut self) {
        for _ in 0..1_000_000 {
            if self.is_idle() {
                return;
            }
            self.step();
        }
        let names: Vec<_> = self.jobs.iter().map(|job| job.name.as_str()).collect();
        panic!("they never end: {names:?}");
    }
}

/// Pending once: another job may go on here.
pub(crate) async fn yield_once() {
    let mut yielded = false;
    std::future::poll_fn(|_| {
        if std::mem::replace(&mut yielded, true) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

/// The world's clock, as one job sees it.
pub(crate) struct SimClock {
    pub(crate) world: Arc<Mutex<World>>,
    pub(crate) sleeps_until: Arc<AtomicU64>,
}

impl Clock for SimClock {
    fn now(&self) -> Duration {
        self.world.lock().unwrap().now
    }

    fn sleep_until(&self, moment: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let until = u64::try_from(moment.as_micros().div_ceil(1_000)).unwrap();
            self.sleeps_until.store(until, Ordering::Relaxed);
            while self.now() < moment {
                yield_once().await;
            }
            self.sleeps_until.store(0, Ordering::Relaxed);
        })
    }

    fn timestamp(&self) -> Timestamp {
        self.world.lock().unwrap().timestamp()
    }

    fn random(&self) -> f64 {
        f64::from(u32::try_from(self.world.lock().unwrap().random.below(1_000)).unwrap()) / 1_000.0
    }
}

/// Whose API a transport carries to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Api {
    Neon,
    GitHub,
}

pub(crate) struct SimTransport {
    pub(crate) world: Arc<Mutex<World>>,
    pub(crate) api: Api,
    pub(crate) job: String,
}

impl SimTransport {
    fn carry_out(&self, outgoing: TransportRequest<'_>) -> Result<TransportReply, TransportError> {
        let mut world = self.world.lock().unwrap();
        let method = outgoing.method.as_str();
        world.log.push(format!("{}: {method} {}", self.job, outgoing.path));
        let faults = world.faults;
        if world.random.chance(faults.refused) {
            let status = [423, 429, 503, 502][usize::try_from(world.random.below(4)).unwrap()];
            let retry_after = (status == 429).then(|| "1".to_owned());
            return Ok(TransportReply { status, retry_after, ..TransportReply::default() });
        }
        if world.random.chance(faults.lost) {
            return Err(TransportError::Lost("it was dropped".to_owned()));
        }
        let path = outgoing.path.replace("%2F", "/").replace("%2f", "/");
        let query = outgoing.query.iter().map(|(name, value)| (*name, value.clone())).collect();
        let (status, body, more) = match self.api {
            Api::Neon => {
                let (status, body) = world.neon(method, &path, &query, outgoing.body);
                (status, body, false)
            }
            Api::GitHub => {
                let answer = world.github(method, &path, &query, outgoing.body);
                let asked = path.strip_prefix("/repos/octo/shop/pulls/");
                let number = asked.and_then(|number| number.parse().ok());
                let opened =
                    number.and_then(|number| world.pulls.get(&number)?.times_opened.into());
                if let (Some(number), Some(opened)) = (number, opened) {
                    world.seen_open.insert(self.job.clone(), (number, opened));
                }
                (answer.status, answer.body, answer.more)
            }
        };
        if world.random.chance(faults.lost) {
            return Err(TransportError::Lost("its reply was dropped".to_owned()));
        }
        let body = if body == Value::Null { Vec::new() } else { body.to_string().into_bytes() };
        let link = more.then(|| "<https://api.github.com/x?page=2>; rel=\"next\"".to_owned());
        Ok(TransportReply { status, body, link, ..TransportReply::default() })
    }
}

impl Transport for SimTransport {
    fn send<'a>(
        &'a self,
        outgoing: TransportRequest<'a>,
    ) -> BoxFuture<'a, Result<TransportReply, TransportError>> {
        Box::pin(async move {
            yield_once().await;
            let reply = self.carry_out(outgoing);
            yield_once().await;
            reply
        })
    }
}
