//! Vercel: the variables of a pull request's preview deployments, and a new deployment.
//!
//! The variables that `up` sets belong to the target `preview` and to the pull request's git branch.
//! Their comment says whose they are and holds a digest of their value, so that a run with nothing
//! to do changes nothing, and `down` deletes those that were set for its pull request and no others.

mod assign;
pub mod calls;
mod client;
mod mark;
pub mod model;
mod release;
mod service;

pub use self::{
    assign::{Assigned, Assignment},
    client::{Project, Vercel},
    mark::Mark,
    service::VERCEL,
};
