//! The filler of a template's pool: one process at a time, beside the tests; several sessions where
//! there is much to do.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio_postgres::Client;

use super::{clone, sweep};
use crate::control::{Control, Lock};
use crate::error::of_postgres;
use crate::template::{self, Template};
use crate::{Options, Result, worker};

static WAKE: Notify = Notify::const_new();

/// How often the pool is looked at: other processes take from it, too.
const LOOK: Duration = Duration::from_millis(100);
/// How often a process asks whether the filler of another has ended.
const TURN: Duration = Duration::from_millis(500);
const SWEEP: Duration = Duration::from_secs(10);
/// After a statement that failed, such as for want of disk.
const PAUSE: Duration = Duration::from_secs(1);
/// CREATE and DROP DATABASE wait for checkpoints, which sessions that work at the same time share: four
/// make twice as many databases as one on two cores, eight no more.
const MAX_SESSIONS: usize = 4;
/// How many clones and drops may wait before the others help: more than one worker's tests leave.
const MAX_WAITING: usize = 4;

/// Wakes this process's fillers: a database was taken or given back.
pub(crate) fn wake() {
    WAKE.notify_waiters();
}

/// Starts the filler of a template for this session, once. It ends with the session.
pub(super) fn start(control: &Arc<Control>, template: &Template, options: &Options) {
    let mut started = control.fillers.lock().unwrap_or_else(PoisonError::into_inner);
    if started.insert(template.id) {
        let (control, template, target) = (Arc::clone(control), template.clone(), options.pool);
        worker::spawn(async move {
            while !control.client.is_closed() {
                // What failed here is reported by the test that takes: it makes its own clone.
                let _ = run(&control, &template, target).await;
                tokio::time::sleep(PAUSE).await;
            }
        });
    }
}

/// Waits for the turn of this process; then fills until a statement fails.
async fn run(control: &Arc<Control>, template: &Template, target: usize) -> Result<()> {
    let client = control.open_beside().await?;
    let strategy = take_turn(&client, template).await.map_err(of_postgres("fill the pool"))?;
    let pool = Arc::new(Pool {
        control: Arc::clone(control),
        template: template.clone(),
        target,
        strategy: Mutex::new(strategy),
        in_progress: AtomicUsize::new(0),
        behind: Notify::new(),
    });
    // Dropped with this future, which ends their sessions.
    let mut helpers = JoinSet::new();
    for _ in 1..MAX_SESSIONS {
        helpers.spawn(help(Arc::clone(&pool)));
    }
    let leader = Filler { client, pool };
    tokio::select! {
        ended = leader.lead() => ended.map_err(of_postgres("fill the pool")),
        Some(Ok(ended)) = helpers.join_next() => ended,
    }
}

/// Works whenever there is enough to do for several sessions; opens its own when that is first so.
async fn help(pool: Arc<Pool>) -> Result<()> {
    pool.behind.notified().await;
    let filler = Filler { client: pool.control.open_beside().await?, pool };
    loop {
        // Until the strategy is chosen, the leader measures, alone.
        while filler.pool.strategy().chosen.is_some()
            && filler.step().await.map_err(of_postgres("fill the pool"))?
        {}
        filler.pool.behind.notified().await;
    }
}

/// Waits until no other process fills this pool, and returns what is known of the strategy then.
async fn take_turn(client: &Client, template: &Template) -> PostgresResult<Strategy> {
    const TURN_LOCK: &str = "SELECT pg_try_advisory_lock($1, $2)";
    const STRATEGY: &str = "SELECT strategy FROM templates WHERE id = $1";
    let (class, key) = (Lock::Filler.class(), template.id);
    while !client.query_one(TURN_LOCK, &[&class, &key]).await?.get::<_, bool>(0) {
        tokio::time::sleep(TURN).await;
    }
    let row = client.query_opt(STRATEGY, &[&key]).await?;
    let known: Option<String> = row.and_then(|row| row.get(0));
    let chosen = STRATEGIES.into_iter().find(|name| Some(*name) == known.as_deref());
    Ok(Strategy { chosen, times: Vec::new() })
}

type PostgresResult<T> = std::result::Result<T, tokio_postgres::Error>;

/// What the sessions of a filler share.
struct Pool {
    control: Arc<Control>,
    template: Template,
    target: usize,
    strategy: Mutex<Strategy>,
    /// Clones that are being made: no other session makes the same ones.
    in_progress: AtomicUsize,
    /// Notified when there is more to do than one session does.
    behind: Notify,
}

impl Pool {
    fn strategy(&self) -> MutexGuard<'_, Strategy> {
        self.strategy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One session of a filler.
struct Filler {
    client: Client,
    pool: Arc<Pool>,
}

impl Filler {
    /// The session that holds the turn: it looks after the pool, and calls the others.
    async fn lead(&self) -> PostgresResult<()> {
        let mut swept: Option<Instant> = None;
        while !self.pool.control.client.is_closed() {
            // Strays first: they hold memory that the new ones need.
            if swept.is_none_or(|at| at.elapsed() > SWEEP) {
                sweep::mark(&self.client, self.pool.template.id).await?;
                sweep::drop_unlisted(&self.client).await?;
                template::evict(&self.client).await?;
                swept = Some(Instant::now());
            }
            if !self.step().await? {
                let _ = tokio::time::timeout(LOOK, WAKE.notified()).await;
            }
        }
        Ok(())
    }

    /// Makes a clone or drops a used one. Returns whether there was anything to do.
    async fn step(&self) -> PostgresResult<bool> {
        let (ready, used) = self.counts().await?;
        let target = self.pool.target;
        let half = target.div_ceil(2);
        if target.saturating_sub(ready) + used > MAX_WAITING {
            self.pool.behind.notify_waiters();
        }
        // While tests take faster than clones are made, used ones would fill the memory.
        let is_backlog = used > target;
        let dropped = (is_backlog || ready >= half) && sweep::drop_one(&self.client).await?;
        let fills = ready < half || (ready < target && (is_backlog || !dropped));
        if fills {
            self.pool.in_progress.fetch_add(1, Ordering::Relaxed);
            let filled = self.fill().await;
            self.pool.in_progress.fetch_sub(1, Ordering::Relaxed);
            filled?;
        }
        Ok(dropped || fills)
    }

    /// How many clones of this template are ready or soon will be, and how many databases wait for
    /// their end.
    async fn counts(&self) -> PostgresResult<(usize, usize)> {
        const COUNTS: &str = "SELECT count(*) FILTER (WHERE template = $1 AND state = 'ready'), \
            count(*) FILTER (WHERE state = 'used') FROM databases";
        let row = self.client.query_one(COUNTS, &[&self.pool.template.id]).await?;
        let count = |column| usize::try_from(row.get::<_, i64>(column)).unwrap_or_default();
        Ok((count(0) + self.pool.in_progress.load(Ordering::Relaxed), count(1)))
    }

    async fn fill(&self) -> PostgresResult<()> {
        let template = &self.pool.template;
        let inserted = clone::insert(&self.client, template.id, "").await;
        let Ok((id, name)) = inserted else {
            tokio::time::sleep(PAUSE).await;
            return Ok(());
        };
        let (began, strategy) = (Instant::now(), self.pool.strategy().next());
        let owner = &self.pool.control.address.owner.name;
        let made = clone::create(&self.client, &name, template, strategy, owner).await;
        if let Err(failed) = made {
            clone::forget(&self.client, id).await;
            return Err(failed);
        }
        let chosen = self.pool.strategy().measured(began.elapsed());
        if let Some(faster) = chosen {
            const SET: &str = "UPDATE templates SET strategy = $2 WHERE id = $1";
            self.client.execute(SET, &[&template.id, &faster]).await?;
        }
        let _ = clone::set_state(&self.client, id, "ready").await;
        clone::unlock(&self.client, id).await
    }
}

const STRATEGIES: [&str; 2] = ["FILE_COPY", "WAL_LOG"];

/// Which of PostgreSQL's two strategies is faster for this template, found by the first clones.
struct Strategy {
    chosen: Option<&'static str>,
    times: Vec<Duration>,
}

impl Strategy {
    fn next(&self) -> &'static str {
        self.chosen.unwrap_or(STRATEGIES[self.times.len() % STRATEGIES.len()])
    }

    /// Takes a time, and returns the choice when it is made: the shorter of two times of each.
    fn measured(&mut self, time: Duration) -> Option<&'static str> {
        if self.chosen.is_some() {
            return None;
        }
        self.times.push(time);
        if self.times.len() < 2 * STRATEGIES.len() {
            return None;
        }
        let best = |index: usize| self.times[index..].iter().step_by(STRATEGIES.len()).min();
        self.chosen = Some(STRATEGIES[usize::from(best(1) < best(0))]);
        self.chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strategy_with_the_shorter_time_is_chosen_after_two_of_each() {
        let milliseconds = Duration::from_millis;
        let mut strategy = Strategy { chosen: None, times: Vec::new() };
        for (name, time) in [("FILE_COPY", 90), ("WAL_LOG", 40), ("FILE_COPY", 30)] {
            assert_eq!(strategy.next(), name);
            assert_eq!(strategy.measured(milliseconds(time)), None);
        }
        assert_eq!(strategy.measured(milliseconds(50)), Some("FILE_COPY"));
        assert_eq!(strategy.next(), "FILE_COPY");
    }
}
