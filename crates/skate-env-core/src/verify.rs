//! Verifies the identity of a database on a connection, before it is trusted.
//!
//! A URL alone proves nothing: a tunnel, a stale name or a reused port leads elsewhere. [`verify`] connects and asks in one statement; [`judge`] compares the answer with
//! the pins and with what the URL promised. [`verify_client`] asks on a session of the caller's,
//! so that the check and the work that follows share it.
//!
//! - [`Session`]: a connection with a checked certificate, to a compute that may be asleep.
//! - [`identify`] and [`Identity`]: the question, and what the server says of itself.
//! - [`Connector`]: a session that was proven, as the raw bytes that a proxy passes on.
//! - [`judge`] and [`Proof`]: what that proves.

mod connect_options;
mod connector;
mod database_error;
mod identify;
mod identity;
mod inspected;
mod judge;
mod messages;
mod pin_match;
mod resolved;
mod session;
mod tls;

pub use connector::{Connector, RawSession, RawStream};
pub use database_error::database_error;
pub use identify::identify;
pub use identity::{Identity, NeonIdentity, Setting};
pub use inspected::{identify_inspected, shared_databases};
pub use judge::{Proof, judge, prove};
pub use resolved::{identify_resolved, verify, verify_client};
pub use session::{Session, VerifyOptions};
