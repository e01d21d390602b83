//! The transport of requests: HTTP, or a test's own.

use std::{future::Future, pin::Pin};

use super::Method;

/// A boxed future, so that a transport and a clock can be handed in.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// One request, ready to be sent.
#[derive(Clone, Copy, Debug)]
pub struct TransportRequest<'a> {
    /// What it does.
    pub method: Method,
    /// The path under the API's base, escaped.
    pub path: &'a str,
    /// The query's names and values, not escaped.
    pub query: &'a [(&'static str, String)],
    /// The JSON that is sent.
    pub body: Option<&'a serde_json::Value>,
}

/// One reply, whatever its status.
#[derive(Clone, Default)]
pub struct TransportReply {
    /// HTTP's status.
    pub status: u16,
    /// The header `Retry-After`.
    pub retry_after: Option<String>,
    /// The header `X-Request-ID`, or GitHub's or Vercel's of that kind.
    pub request_id: Option<String>,
    /// The header `Link`, which names the next page.
    pub link: Option<String>,
    /// When the rate limit ends, in seconds of the Unix epoch, where it is used up.
    pub rate_limit_reset: Option<String>,
    /// The body: it may hold passwords.
    pub body: Vec<u8>,
}

/// Why there is no reply. What stands in it is shown to people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// The request did not leave: sending it again is always safe.
    NotSent(String),
    /// The request may have arrived.
    Lost(String),
    /// It cannot be sent at all.
    Impossible(String),
}

/// Carries requests.
pub trait Transport: Send + Sync {
    /// Sends one request once.
    fn send<'a>(
        &'a self,
        outgoing: TransportRequest<'a>,
    ) -> BoxFuture<'a, Result<TransportReply, TransportError>>;
}
