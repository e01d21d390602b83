//! Time and randomness as an argument, so that tests control them.

use std::{
    hash::{BuildHasher, RandomState},
    time::Duration,
};

use jiff::Timestamp;
use tokio::time::{Instant, sleep_until};

use super::transport::BoxFuture;

/// What the client knows of time and random.
pub trait Clock: Send + Sync {
    /// Time that only goes forward, from any beginning.
    fn now(&self) -> Duration;
    /// Ends when `now` has reached the moment.
    fn sleep_until(&self, moment: Duration) -> BoxFuture<'_, ()>;
    /// The date.
    fn timestamp(&self) -> Timestamp;
    /// A random number from 0 to 1, which spreads retries.
    fn random(&self) -> f64;
}

/// The system's clock and randomness, on tokio's timer.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock(Instant);

impl SystemClock {
    /// A clock that begins now. Needs a tokio runtime with its timer on.
    #[must_use]
    pub fn start() -> Self {
        Self(Instant::now())
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep_until(&self, moment: Duration) -> BoxFuture<'_, ()> {
        Box::pin(sleep_until(self.0 + moment))
    }

    fn timestamp(&self) -> Timestamp {
        Timestamp::now()
    }

    fn random(&self) -> f64 {
        // std's hash keys are random: enough to spread retries, no dependency.
        let bits = u32::try_from(RandomState::new().hash_one(0_u8) >> 32).unwrap_or_default();
        f64::from(bits) / f64::from(u32::MAX)
    }
}
