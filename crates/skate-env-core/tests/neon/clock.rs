//! A clock that jumps to where it is waited for.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use skate_env_core::neon::{BoxFuture, Clock};

const BEGIN: &str = "2026-11-22T12:00:00Z";

#[derive(Clone, Default)]
pub(crate) struct JumpingClock(Arc<Mutex<Duration>>);

impl JumpingClock {
    pub(crate) fn jump(&self, time: Duration) {
        *self.0.lock().unwrap() += time;
    }

    pub(crate) fn elapsed(&self) -> Duration {
        *self.0.lock().unwrap()
    }
}

impl Clock for JumpingClock {
    fn now(&self) -> Duration {
        self.elapsed()
    }

    fn sleep_until(&self, moment: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            {
                let mut now = self.0.lock().unwrap();
                *now = (*now).max(moment);
            }
            tokio::task::yield_now().await;
        })
    }

    fn timestamp(&self) -> Timestamp {
        let begin: Timestamp = BEGIN.parse().unwrap();
        begin + SignedDuration::try_from(self.elapsed()).unwrap()
    }

    fn random(&self) -> f64 {
        0.5
    }
}
