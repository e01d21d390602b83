//! A loopback PostgreSQL proxy that judges every statement before the database sees it.
//!
//! A command line cannot be read completely; a connection can. The gateway stands between a
//! command and one database: it opens and proves every session itself, and decides on
//! PostgreSQL's own syntax tree what may pass, by environment and purpose.
//!
//! - [`judge`]: the decision, a pure function of policy and statement.
//! - [`committed`]: the statements of committed migrations, read from git or from a folder.
//! - [`protocol`]: the wire protocol, as far as a proxy has to understand it.
//! - [`Gateway`]: the proxy itself; [`lifeline`] ends it with the command.
//!
//! The grammar is `postgresql-cst-parser`: the tables of PostgreSQL 17's `gram.y` and `scan.l`,
//! in Rust. `pg_query`, `pg_raw_parse` and `pg_parse` generate their bindings with libclang, which
//! a machine that builds this does not have; `squawk-syntax` is another grammar than the server's.

pub mod committed;
mod grammar;
pub mod judge;
#[cfg(unix)]
mod lifeline;
pub mod protocol;
mod proxy;

pub use grammar::{DeepStack, MAX_STATEMENT, Script, Unreadable};
#[cfg(unix)]
pub use lifeline::lifeline;
pub use proxy::{Event, Gateway, GatewayOptions, Observer, Ports, Proof};
