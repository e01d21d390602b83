//! GitHub's API, as far as pull requests and their comments need it.
//!
//! [`calls`] describes requests, [`model`] holds answers, [`GitHub`] sends, follows pages and knows
//! one repository.

pub mod calls;
mod client;
pub mod model;
mod service;

pub use client::GitHub;
pub use service::GITHUB;
