//! A client of REST APIs: requests are values, retries are safe, and no secret is shown.
//!
//! [`Request`] describes a call and sends nothing. [`Client`] sends it over a [`Transport`]: it
//! retries where that cannot do harm, keeps to the rate limit of the [`Service`], and turns what
//! went wrong into an [`Error`] with a code. Neon's API is one service; other crates describe
//! theirs with a [`Service`] of their own.

mod client;
mod clock;
mod credentials;
mod error;
mod http;
mod rate_limit;
mod redact;
mod reply;
mod request;
mod retry;
mod service;
mod transport;

pub use client::{Client, Linked};
pub use clock::{Clock, SystemClock};
pub use credentials::Credentials;
pub use error::{Error, Reply};
pub use request::{Method, Request};
pub use retry::RetryPolicy;
pub use service::{RateBudget, Service};
pub use transport::{BoxFuture, Transport, TransportError, TransportReply, TransportRequest};
