//! Neon's API, and a life cycle of branches that never touches production.
//!
//! Three layers, each on the one below:
//!
//! - [`calls`] has one function for each call of the API. It returns a [`Request`] and sends
//!   nothing. [`model`] holds the replies; fields that a newer Neon adds are kept.
//! - [`Client`] sends requests: it retries where that is safe, never exceeds Neon's rate limit, and
//!   follows pages. Its errors hold Neon's code, message and request id, and never a secret.
//! - [`lifecycle`] creates, reuses, resets and deletes branches:
//!   [`ensure`](lifecycle::Branches::ensure). It can show its plan first, and never gives out
//!   production's URL.
//!
//! # A branch for a test
//!
//! ```no_run
//! use secrecy::SecretString;
//! use skate_env_core::neon::lifecycle::{Branches, Production, BranchSpec};
//! use skate_env_core::neon::{Client, ProjectId};
//! use skate_env_core::{Class, Config};
//!
//! # async fn example(policy: &str, key: SecretString) -> Result<(), Box<dyn std::error::Error>> {
//! let config = Config::parse("skate-env.toml", policy)?;
//! let project = ProjectId::new(config.neon_project_id.clone().unwrap_or_default())?;
//! let client = Client::connect(Client::DEFAULT_BASE, &key)?;
//! let branches = Branches::new(client, project, Production::of_config(&config)?, config);
//!
//! // Created from staging's schema, with an expiry, and awake when this returns.
//! let spec = BranchSpec::new("test/orders", Class::Testing, "cargo test");
//! let branch = branches.create_temporary(&spec).await?;
//! let url = branch.connection().direct.expose_secret();
//! // … migrate, seed, test …
//! # let _ = url;
//! drop(branch); // and it is deleted
//! # Ok(())
//! # }
//! ```
//!
//! # A branch for a pull request
//!
//! ```no_run
//! # use skate_env_core::neon::lifecycle::{Branches, BranchSpec};
//! # use skate_env_core::Class;
//! # async fn example(branches: Branches) -> Result<(), Box<dyn std::error::Error>> {
//! let spec = BranchSpec::new("preview/pr-7", Class::Preview, "github:shop#7").because("PR 7");
//! println!("{}", branches.plan_ensure(&spec).await?); // nothing is done yet
//! let ensured = branches.ensure(&spec).await?; // and again on the next push: the same branch
//! println!("{:?}: {}", ensured.outcome, ensured.connection.pooled); // its password is not printed
//! # Ok(())
//! # }
//! ```
//!
//! # When something is wrong
//!
//! | what | then |
//! | --- | --- |
//! | 423, 429, 503, no connection | it is tried again, up to two minutes; `Retry-After` is heeded |
//! | a reply is lost | questions are asked again; after a write it is looked first, so that no second branch is made |
//! | a branch of that name is another's, or of another parent | `branch_mismatch`, and it is left alone |
//! | anything leads to production | `production_target` or `protected_branch`, whatever Neon said |
//! | the plan does not allow a class's policy | `impossible_policy`, before anything is made |
//!
//! Production must be pinned by an endpoint or a host ([`lifecycle::find_production`] finds it): a branch's URL
//! is compared with the pins, so even a server that lies cannot have production's handed out. A
//! client cannot recognise an endpoint of production that is not pinned.

pub mod calls;
mod consumption;
mod find;
mod id;
pub mod lifecycle;
pub mod model;
mod open_enum;
mod pages;
mod service;

pub use find::{BranchRef, FoundBranch};
pub use id::{BranchId, EndpointId, OperationId, ProjectId, SnapshotId};
pub use pages::Page;
pub use service::NEON;

pub use crate::rest::{
    BoxFuture, Client, Clock, Error, Method, Reply, Request, RetryPolicy, SystemClock, Transport,
    TransportError, TransportReply, TransportRequest,
};
