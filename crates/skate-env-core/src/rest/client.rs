//! The client: sends requests, retries them where that is safe, and keeps to the rate limit.

use std::{fmt, sync::Arc, time::Duration};

use secrecy::SecretString;
use serde::de::DeserializeOwned;

use super::{
    Credentials, Error, Request,
    clock::{Clock, SystemClock},
    http::Http,
    rate_limit::RateLimit,
    reply,
    retry::{self, Attempt, RetryPolicy, RetryReason},
    service::Service,
    transport::{Transport, TransportError, TransportReply, TransportRequest},
};
use crate::neon::NEON;

/// A client of one API. Clones share one budget of requests and one pool of connections.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    policy: RetryPolicy,
}

/// An answer, and the header `Link` that came with it.
#[derive(Clone, Debug)]
pub struct Linked<Answer> {
    /// The answer.
    pub answer: Answer,
    /// Where the next page is: `<https://…?page=2>; rel="next"`.
    pub link: Option<String>,
}

struct Shared {
    service: &'static Service,
    transport: Box<dyn Transport>,
    clock: Box<dyn Clock>,
    limit: RateLimit,
    /// To redact them from what servers write, and to connect again.
    credentials: Credentials,
    base: Option<String>,
}

impl Client {
    /// Neon's own address, for a caller that was given no other.
    pub const DEFAULT_BASE: &'static str = NEON.base;

    /// A client of Neon's API at an address. Needs a tokio runtime with its timer and I/O on.
    ///
    /// # Errors
    /// `invalid_config` for an address or a key that cannot be used, `insecure_transport` for
    /// `http://` to a public host.
    pub fn connect(base: &str, key: &SecretString) -> Result<Self, Error> {
        Self::connect_to(&NEON, base, key)
    }

    /// A client of any API at an address. Needs a tokio runtime with its timer and I/O on.
    ///
    /// # Errors
    /// As [`Client::connect`].
    pub fn connect_to(
        service: &'static Service,
        base: &str,
        key: &SecretString,
    ) -> Result<Self, Error> {
        Self::connect_with(service, base, &Credentials::bearer(key.clone()))
    }

    /// The same, with credentials that need not be a key.
    ///
    /// # Errors
    /// As [`Client::connect`].
    pub fn connect_with(
        service: &'static Service,
        base: &str,
        credentials: &Credentials,
    ) -> Result<Self, Error> {
        let transport = Box::new(Http::new(service, base, credentials)?);
        let clock = Box::new(SystemClock::start());
        Ok(Self::new(service, transport, clock, credentials.clone(), Some(base.to_owned())))
    }

    /// A client of Neon's API over HTTP, with a clock that is handed in.
    ///
    /// # Errors
    /// As [`Client::connect`].
    pub fn connect_with_clock(
        base: &str,
        key: &SecretString,
        clock: Box<dyn Clock>,
    ) -> Result<Self, Error> {
        let credentials = Credentials::bearer(key.clone());
        let transport = Box::new(Http::new(&NEON, base, &credentials)?);
        Ok(Self::new(&NEON, transport, clock, credentials, Some(base.to_owned())))
    }

    /// A client of Neon's API over any transport.
    #[must_use]
    pub fn from_parts(
        transport: Box<dyn Transport>,
        clock: Box<dyn Clock>,
        key: SecretString,
    ) -> Self {
        Self::from_parts_of(&NEON, transport, clock, key)
    }

    /// A client of any API over any transport.
    #[must_use]
    pub fn from_parts_of(
        service: &'static Service,
        transport: Box<dyn Transport>,
        clock: Box<dyn Clock>,
        key: SecretString,
    ) -> Self {
        Self::new(service, transport, clock, Credentials::bearer(key), None)
    }

    fn new(
        service: &'static Service,
        transport: Box<dyn Transport>,
        clock: Box<dyn Clock>,
        credentials: Credentials,
        base: Option<String>,
    ) -> Self {
        let limit = RateLimit::new(service.budget);
        let shared = Arc::new(Shared { service, transport, clock, limit, credentials, base });
        Self { shared, policy: RetryPolicy::default() }
    }

    /// The same client with another retry policy.
    #[must_use]
    pub fn with_retry_policy(self, policy: RetryPolicy) -> Self {
        Self { policy, ..self }
    }

    /// A client for another runtime: connections belong to the runtime that made them.
    pub(crate) fn for_another_runtime(&self) -> Result<Self, Error> {
        match &self.shared.base {
            Some(base) => Self::connect_with(self.shared.service, base, &self.shared.credentials),
            None => Ok(self.clone()),
        }
    }

    /// Sends a request until there is an answer that stands.
    ///
    /// 423, 429, 503 and connections that were not made are tried again; a lost reply only where
    /// the request may be repeated.
    ///
    /// # Errors
    /// `neon_refused` and `neon_unavailable`, or the codes of the other service; `lost_reply` or
    /// `invalid_answer`; with what the service said.
    pub async fn send<Answer: DeserializeOwned>(
        &self,
        request: &Request<Answer>,
    ) -> Result<Answer, Error> {
        Ok(self.send_linked(request).await?.answer)
    }

    /// The same, with the header `Link`, which names the next page.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn send_linked<Answer: DeserializeOwned>(
        &self,
        request: &Request<Answer>,
    ) -> Result<Linked<Answer>, Error> {
        let (outcome, count) = self.outcome(request).await;
        let link = outcome.as_ref().ok().and_then(|reply| reply.link.clone());
        let Shared { service, credentials, .. } = &*self.shared;
        let answer = reply::read(service, request, outcome, credentials);
        Ok(Linked { answer: answer.map_err(|error| error.after_requests(count))?, link })
    }

    /// The reply that stands, and how many requests it took.
    async fn outcome<Answer>(
        &self,
        request: &Request<Answer>,
    ) -> (Result<TransportReply, TransportError>, u32) {
        let Shared { service, transport, clock, limit, .. } = &*self.shared;
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
            let pause = RetryReason::of(&outcome, service).and_then(|reason| {
                let reply = outcome.as_ref().ok();
                let attempt = Attempt {
                    reason,
                    idempotent: request.is_idempotent(),
                    count,
                    elapsed: now.saturating_sub(begin),
                    retry_after: reply
                        .and_then(|reply| retry::asked_pause(reply, clock.timestamp())),
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
                None => return (outcome, count),
            }
        }
    }

    /// Waits, by the client's clock.
    pub(crate) async fn pause(&self, pause: Duration) {
        let clock = &self.shared.clock;
        clock.sleep_until(clock.now() + pause).await;
    }

    /// The client's clock.
    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.shared.clock
    }

    /// What a server wrote, without secrets.
    pub(crate) fn redact(&self, text: &str) -> String {
        self.shared.credentials.redact(text)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Client").finish_non_exhaustive()
    }
}
