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
//! - [`ControlPlane`] runs in this process; [`serve`], [`spawn`] and [`Running`] make a process of
//!   its own of it, that others start, find and stop.
//! - [`Faults`] lets tests ask for 423, 429, 503, lost replies and slow operations.
//! - [`Cluster`] and [`Server`] are one server without a control plane, and without an async
//!   runtime.
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
