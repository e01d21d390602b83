//! The filler of a template's pool: one session of all processes at a time, beside the tests.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;
use tokio_postgres::Client;

use super::{clone, sweep};
use crate::control::{Control, Lock};
use crate::template::{self, Template};
use crate::{Options, worker};

static STARTED: OnceLock<Mutex<HashSet<(usize, i32)>>> = OnceLock::new();
static WAKE: Notify = Notify::const_new();

/// How often the pool is looked at: other processes take from it, too.
const LOOK: Duration = Duration::from_millis(100);
/// How often a process asks whether the filler of another has ended.
const TURN: Duration = Duration::from_millis(500);
const SWEEP: Duration = Duration::from_secs(10);
/// After a statement that failed, such as for want of disk.
const PAUSE: Duration = Duration::from_secs(1);

/// Wakes this process's fillers: a database was taken or given back.
pub(crate) fn wake() {
    WAKE.notify_waiters();
}

/// Starts the filler of a template in this process, once. It ends with the process.
pub(super) fn start(control: &Arc<Control>, template: &Template, options: &Options) {
    let started = STARTED.get_or_init(Mutex::default);
    let key = (Arc::as_ptr(control).addr(), template.id);
    if started.lock().unwrap_or_else(PoisonError::into_inner).insert(key) {
        let (control, template, target) = (Arc::clone(control), template.clone(), options.pool);
        worker::spawn(async move {
            while !control.client.is_closed() {
                // What failed here is reported by the test that takes: it makes its own clone.
                if let Ok(client) = control.open_beside().await {
                    let filler = Filler { client, control: &control, template: &template, target };
                    let _ = filler.run().await;
                }
                tokio::time::sleep(PAUSE).await;
            }
        });
    }
}

struct Filler<'f> {
    client: Client,
    control: &'f Control,
    template: &'f Template,
    target: usize,
}

impl Filler<'_> {
    async fn run(&self) -> Result<(), tokio_postgres::Error> {
        const TURN_LOCK: &str = "SELECT pg_try_advisory_lock($1, $2)";
        let key = self.template.id;
        let class = Lock::Filler.class();
        while !self.client.query_one(TURN_LOCK, &[&class, &key]).await?.get::<_, bool>(0) {
            tokio::time::sleep(TURN).await;
        }
        let mut strategy = self.strategy().await?;
        let mut swept: Option<Instant> = None;
        while !self.control.client.is_closed() {
            // Strays first: they hold memory that the new ones need.
            if swept.is_none_or(|at| at.elapsed() > SWEEP) {
                sweep::mark(&self.client, key).await?;
                sweep::drop_unlisted(&self.client).await?;
                template::evict(&self.client).await?;
                swept = Some(Instant::now());
            }
            let (ready, used) = self.counts().await?;
            let half = self.target.div_ceil(2);
            // While tests take faster than clones are made, used ones would fill the memory.
            let is_backlog = used > self.target;
            let dropped = (is_backlog || ready >= half) && sweep::drop_one(&self.client).await?;
            if ready < half || (ready < self.target && (is_backlog || !dropped)) {
                self.fill(&mut strategy).await?;
            } else if !dropped {
                let _ = tokio::time::timeout(LOOK, WAKE.notified()).await;
            }
        }
        Ok(())
    }

    /// How many clones of this template are ready, and how many databases wait for their end.
    async fn counts(&self) -> Result<(usize, usize), tokio_postgres::Error> {
        const COUNTS: &str = "SELECT count(*) FILTER (WHERE template = $1 AND state = 'ready'), \
            count(*) FILTER (WHERE state = 'used') FROM databases";
        let row = self.client.query_one(COUNTS, &[&self.template.id]).await?;
        let count = |column| usize::try_from(row.get::<_, i64>(column)).unwrap_or_default();
        Ok((count(0), count(1)))
    }

    async fn fill(&self, strategy: &mut Strategy) -> Result<(), tokio_postgres::Error> {
        let inserted = clone::insert(&self.client, self.template.id, "").await;
        let Ok((id, name)) = inserted else {
            tokio::time::sleep(PAUSE).await;
            return Ok(());
        };
        let began = Instant::now();
        let owner = &self.control.address.owner.name;
        let made = clone::create(&self.client, &name, self.template, strategy.next(), owner).await;
        if let Err(failed) = made {
            clone::forget(&self.client, id).await;
            return Err(failed);
        }
        if let Some(faster) = strategy.measured(began.elapsed()) {
            const SET: &str = "UPDATE templates SET strategy = $2 WHERE id = $1";
            self.client.execute(SET, &[&self.template.id, &faster]).await?;
        }
        let _ = clone::set_state(&self.client, id, "ready").await;
        clone::unlock(&self.client, id).await
    }

    async fn strategy(&self) -> Result<Strategy, tokio_postgres::Error> {
        const STRATEGY: &str = "SELECT strategy FROM templates WHERE id = $1";
        let row = self.client.query_opt(STRATEGY, &[&self.template.id]).await?;
        let known: Option<String> = row.and_then(|row| row.get(0));
        let chosen = STRATEGIES.into_iter().find(|name| Some(*name) == known.as_deref());
        Ok(Strategy { chosen, times: Vec::new() })
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
