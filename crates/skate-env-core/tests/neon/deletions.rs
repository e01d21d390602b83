//! A thousand deletions at once, against a server that enforces Neon's limit.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use futures_util::{StreamExt, stream};
use skate_env_core::neon::{
    BoxFuture, BranchId, Client, SystemClock, Transport, TransportError, TransportReply,
    TransportRequest, calls,
};
use tokio::time::{Instant, sleep};

use crate::setup::{KEY, project};

const DELETIONS: usize = 1_000;
const PER_SECOND: f64 = 700.0 / 60.0;
const BURST: f64 = 40.0;
const LATENCY: Duration = Duration::from_millis(80);

/// 700 a minute, bursts of 40: a bucket of tokens.
#[derive(Default)]
struct Limited(Arc<Counts>);

#[derive(Default)]
struct Counts {
    bucket: Mutex<Option<(Instant, f64)>>,
    requests: AtomicUsize,
    refused: AtomicUsize,
}

impl Limited {
    fn takes(&self) -> bool {
        let mut bucket = self.0.bucket.lock().unwrap();
        let now = Instant::now();
        let (since, tokens) = bucket.unwrap_or((now, BURST));
        let tokens = (tokens + (now - since).as_secs_f64() * PER_SECOND).min(BURST);
        let takes = tokens >= 1.0;
        *bucket = Some((now, if takes { tokens - 1.0 } else { tokens }));
        takes
    }
}

impl Transport for Limited {
    fn send<'a>(
        &'a self,
        _: TransportRequest<'a>,
    ) -> BoxFuture<'a, Result<TransportReply, TransportError>> {
        Box::pin(async move {
            sleep(LATENCY).await;
            let takes = self.takes();
            self.0.requests.fetch_add(1, Ordering::SeqCst);
            self.0.refused.fetch_add(usize::from(!takes), Ordering::SeqCst);
            let status = if takes { 204 } else { 429 };
            Ok(TransportReply { status, ..TransportReply::default() })
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_thousand_deletions_take_what_the_limit_lets_through() {
    let counts = Arc::new(Counts::default());
    let transport = Box::new(Limited(Arc::clone(&counts)));
    let client = Client::from_parts(transport, Box::new(SystemClock::start()), KEY.into());
    let begin = Instant::now();
    stream::iter(0..DELETIONS)
        .for_each_concurrent(64, |number| {
            let client = client.clone();
            async move {
                let id = BranchId::new(format!("br-a-b-{number}")).unwrap();
                let gone = client.send(&calls::branches::delete(&project(), &id)).await.unwrap();
                assert!(gone.is_none());
            }
        })
        .await;
    let took = begin.elapsed().as_secs_f64();
    let best = (f64::from(u32::try_from(DELETIONS).unwrap()) - BURST) / PER_SECOND;
    assert_eq!(counts.refused.load(Ordering::SeqCst), 0, "no 429 at all");
    assert_eq!(counts.requests.load(Ordering::SeqCst), DELETIONS);
    assert!(best / took >= 0.95, "{:.1} % of the allowed rate", 100.0 * best / took);
}
