//! Decides which database a process may talk to, and refuses the wrong one before anything
//! connects to it.
//!
//! Data flows one way: [`Variables`] → [`resolve`] → guards → [`ResolvedDatabase`].
//! Everything is handed in and nothing is read from the process: no environment, no file, no
//! clock, no network. What the answer rests on is in the answer.
//!
//! - [`Environment`] and [`Class`]: what a process runs as, what a branch is for.
//! - [`DatabaseUrl`] and [`Target`]: a connection string, and where it really leads.
//! - [`Config`] and [`Pin`]: `skate-env.toml`, and what production is.
//! - [`resolve`] and [`Request`]: the question; [`ResolvedDatabase`] and [`Verdict`]: the answer.
//! - [`Error`], [`Problem`], [`Code`]: the refusal, every problem at once.
//! - [`isolation`]: every environment side by side, and which of them share a database.
//! - [`dotenv`]: dotenv files, in the order and with the values of `@next/env`, and edited.
//! - [`WritableChanges`]: what may be written to one: never production's URL.
//!
//! With the feature `files` the module `files` reads dotenv files and `skate-env.toml` from
//! disk, and writes the former; with the feature `neon` the module `neon` speaks to Neon's API; with the feature `verify`
//! the module `verify` asks a database who it is. Without them the library does no I/O at all.

mod candidate;
mod code;
mod config;
mod consent;
mod database_url;
pub mod dotenv;
mod environment;
mod error;
mod facts;
#[cfg(feature = "files")]
pub mod files;
mod guard;
pub mod isolation;
mod lookup;
pub mod names;
mod nearest;
#[cfg(feature = "neon")]
pub mod neon;
mod place;
mod problem;
mod purpose;
mod request;
mod resolve;
mod runtime;
mod selection;
mod target;
mod variables;
mod verdict;
#[cfg(feature = "verify")]
pub mod verify;

pub use code::Code;
pub use config::{
    ClassPolicy, ColumnName, Config, EnvironmentPolicy, LargeObjects, Mask, MaskingEngine,
    MaskingPolicy, MigrationPolicy, Pin,
};
pub use database_url::DatabaseUrl;
pub use environment::{Class, Environment};
pub use error::Error;
pub use facts::Facts;
pub use guard::WritableChanges;
pub use place::Place;
pub use problem::Problem;
pub use purpose::Purpose;
pub use request::Request;
pub use resolve::{Provenance, ResolvedDatabase, resolve};
pub use target::{Server, Target};
pub use variables::Variables;
pub use verdict::Verdict;

/// The README's example is compiled too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
