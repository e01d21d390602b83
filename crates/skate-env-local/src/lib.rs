//! Real PostgreSQL servers on this machine: found, initialised, started and stopped.
//!
//! No Docker, no async runtime, no change to the system. A [`Cluster`] is a folder with one
//! server's data, held by one process at a time; a [`Server`] is that cluster running on a
//! loopback port, and stops when it is dropped. What a killed process left running is taken
//! over by the next one.
//!
//! ```no_run
//! use skate_env_local::{Account, Binaries, Cluster, Search, Setup, draw_port, generate_password};
//!
//! # fn main() -> Result<(), skate_env_local::Error> {
//! let binaries = Binaries::find(&Search::default())?;
//! let account = Account::for_servers()?;
//! let setup = Setup::new("staging", generate_password()?);
//! let cluster = Cluster::prepare(binaries, account, ".skate-env/staging".as_ref(), &setup)?;
//! let server = cluster.start(draw_port()?)?;
//! println!("ready on 127.0.0.1:{}", server.port());
//! server.stop()?;
//! # Ok(())
//! # }
//! ```
//!
//! The library reads no variables of the process: directories are handed in.

mod api;
mod change;
mod clone;
mod compute;
mod control_plane;
mod error;
mod gateway;
mod history;
mod home;
mod plane;
mod postgres;
mod service;
mod state;
mod store;
#[cfg(test)]
mod testing;

pub use api::{Fault, FaultRule, Faults};
pub use control_plane::{ControlPlane, Options};
pub use error::Error;
pub use postgres::{
    Account, Binaries, Cluster, Durability, NEWEST, OLDEST, Search, Server, Setup, draw_port,
    generate_password, package_name,
};

pub use service::{Running, serve, spawn};

/// What every fallible function here answers.
pub type Result<T, E = Error> = std::result::Result<T, E>;
