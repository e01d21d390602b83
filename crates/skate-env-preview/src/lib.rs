//! A database per pull request, and which branches a cleanup deletes.
//!
//! - [`Preview`]: `up`, `down`, `sweep` over Neon's and GitHub's API. What happens inside a
//!   database (migrations, seed, proof of identity) is the caller's [`Setup`].
//! - [`cleanup`]: the plan of `branch cleanup` and of a sweep, as a pure function.
//! - [`comment`]: the one comment of a pull request.
//! - [`event`], [`identity`], [`github`]: what CI says of a pull request, what a branch's
//!   annotation says of it, and what GitHub says of it.
//! - [`markdown`]: text of others in comments and summaries.
//! - [`vercel`]: the variables of a pull request's preview deployments.
//! - [`workflow_command`]: masks and values for the rest of a workflow.

pub mod cleanup;
pub mod comment;
mod delete;
mod down;
pub mod event;
pub mod github;
pub mod identity;
pub mod markdown;
mod preview;
mod sweep;
pub mod time_span;
mod up;
pub mod vercel;
mod wanted;
pub mod workflow_command;

pub use delete::Kept;
pub use down::Down;
pub use preview::{Preview, PullRequests};
pub use sweep::{Sweep, SweepLimits, SweptBranch};
pub use up::{Setup, Up, UpRequest, UpState};
