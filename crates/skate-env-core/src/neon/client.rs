//! The client: sends requests, retries them where that is safe, and keeps to the rate limit.

use std::{fmt, sync::Arc, time::Duration};

use secrecy::SecretString;
use serde::de::DeserializeOwned;

use super::{
    Error, Request,
    clock::{Clock, SystemClock},
    http::Http,
    rate_limit::RateLimit,
    redact::redact,
    reply,
    retry::{self, Attempt, RetryPolicy, RetryReason},
    transport::{Transport, TransportRequest},
};

/// A client of Neon's API. Clones share one budget of requests and one pool of connections.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    policy: RetryPolicy,
}

struct Shared {
    transport: Box<dyn Transport>,
    clock: Box<dyn Clock>,
    limit: RateLimit,
    /// To redact it from what servers write, and to connect again.
    key: SecretString,
    base: Option<String>,
}

impl Client {
    /// Neon's own address, for a caller that was given no other.
    pub const DEFAULT_BASE: &'static str = "https://console.neon.tech/api/v2";

    /// A client of the API at an address. Needs a tokio runtime with its timer and I/O on.
    ///
    /// # Errors
    /// `invalid_config` for an address or a key that cannot be used, `insecure_transport` for
    /// `http://` to a public host.
    pub fn connect(base: &str, key: &SecretString) -> Result<Self, Error> {
        Self::connect_with_clock(base, key, Box::new(SystemClock::start()))
    }

    /// The same over HTTP, with a clock that is handed in.
    ///
    /// # Errors
    /// As [`Client::connect`].
    pub fn connect_with_clock(
        base: &str,
        key: &SecretString,
        clock: Box<dyn Clock>,
    ) -> Result<Self, Error> {
        let transport = Box::new(Http::new(base, key)?);
        Ok(Self::new(transport, clock, key.clone(), Some(base.to_owned())))
    }

    /// A client over any transport.
    #[must_use]
    pub fn from_parts(
        transport: Box<dyn Transport>,
        clock: Box<dyn Clock>,
        key: SecretString,
    ) -> Self {
        Self::new(transport, clock, key, None)
    }

    fn new(
        transport: Box<dyn Transport>,
        clock: Box<dyn Clock>,
        key: SecretString,
        base: Option<String>,
    ) -> Self {
        let limit = RateLimit::default();
        let shared = Arc::new(Shared { transport, clock, limit, key, base });
        Self { shared, policy: RetryPolicy::default() }
    }

    /// The same client with another retry policy.
    #[must_use]
    pub fn with_retry_policy(self, policy: RetryPolicy) -> Self {
        Self { policy, ..self }
    }

    /// A client for another runtime: connections belong to the runtime that made them.
    pub(super) fn for_another_runtime(&self) -> Result<Self, Error> {
        match &self.shared.base {
            Some(base) => Self::connect(base, &self.shared.key),
            None => Ok(self.clone()),
        }
    }

    /// Sends a request until there is an answer that stands.
    ///
    /// 423, 429, 503 and connections that were not made are tried again; a lost reply only where
    /// the request may be repeated.
    ///
    /// # Errors
    /// `neon_refused`, `neon_unavailable`, `lost_reply` or `invalid_answer`, with what Neon said.
    pub async fn send<Answer: DeserializeOwned>(
        &self,
        request: &Request<Answer>,
    ) -> Result<Answer, Error> {
        let Shared { transport, clock, limit, key, .. } = &*self.shared;
        let (method, route) = (request.method(), request.route());
        let outgoing = TransportRequest {
            method,
            path: request.path(),
            query: request.query_pairs(),
            body: request.json(),
        };
        let mut begin = None;
        let mut count = 0;
        loop {
            clock.sleep_until(limit.reserve(method, route, clock.now())).await;
            let begin = *begin.get_or_insert_with(|| clock.now());
            count += 1;
            let outcome = transport.send(outgoing).await;
            let now = clock.now();
            let pause = RetryReason::of(&outcome).and_then(|reason| {
                let header = outcome.as_ref().ok().and_then(|reply| reply.retry_after.as_deref());
                let attempt = Attempt {
                    reason,
                    idempotent: request.is_idempotent(),
                    count,
                    elapsed: now.saturating_sub(begin),
                    retry_after: header
                        .and_then(|text| retry::retry_after(text, clock.timestamp())),
                    random: clock.random(),
                };
                let pause = retry::decide(&self.policy, attempt);
                if let (RetryReason::Limited, Some(pause)) = (reason, pause) {
                    limit.hold(method, route, now + pause);
                }
                pause
            });
            match pause {
                Some(pause) => clock.sleep_until(now + pause).await,
                None => {
                    return reply::read(request, outcome, key)
                        .map_err(|error| error.after_requests(count));
                }
            }
        }
    }

    /// Waits, by the client's clock.
    pub(super) async fn pause(&self, pause: Duration) {
        let clock = &self.shared.clock;
        clock.sleep_until(clock.now() + pause).await;
    }

    /// The client's clock.
    pub(super) fn clock(&self) -> &dyn Clock {
        &*self.shared.clock
    }

    /// What a server wrote, without secrets.
    pub(super) fn redact(&self, text: &str) -> String {
        redact(text, &self.shared.key)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Client").finish_non_exhaustive()
    }
}
