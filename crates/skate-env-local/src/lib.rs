//! Neon on this machine: a control plane on loopback that speaks Neon's API v2, with a real
//! PostgreSQL server for each branch. No account, no network, no Docker.
//!
//! ```no_run
//! use skate_env_local::{ControlPlane, Options, Search};
//!
//! # async fn example() -> Result<(), skate_env_local::Error> {
//! let plane = ControlPlane::start(Options::new(".skate-env", Search::default())).await?;
//! println!("NEON_API_HOST={} for project {}", plane.api_host(), plane.project_id());
//! plane.shut_down().await;
//! # Ok(())
//! # }
//! ```
//!
//! - [`ControlPlane`] runs in this process. [`serve`] runs it as a process of its own, which
//!   [`spawn`] starts and [`ControlPlaneProcess`] finds and stops.
//! - [`Faults`] injects 423, 429, 503, lost replies and slow operations, for tests.
//! - [`TestServer`] is one server for databases that live as long as a test.
//! - [`Cluster`] and [`Server`] are one server without a control plane and without an async
//!   runtime.
//!
//! The library reads no environment variables: directories are arguments.

mod api;
mod clone;
mod compute;
mod control_plane;
mod error;
mod faults;
mod files;
#[cfg(test)]
mod fixture;
mod history;
mod home;
mod plane;
mod postgres;
mod service;
mod state;
mod store;
mod test_server;
mod transition;
mod wake_proxy;

pub use control_plane::{ControlPlane, Options};
pub use error::Error;
pub use faults::{Fault, FaultRule, Faults};
pub use postgres::{
    Account, Binaries, Cluster, ClusterOptions, Durability, NEWEST, OLDEST, Search, Server,
    free_port, generate_password, package_name,
};
pub use service::{ControlPlaneProcess, serve, spawn};
pub use test_server::{TestServer, TestServerHome, TestServerOptions};

/// The result of every fallible function of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
