//! Decides which database a process may talk to, and refuses the wrong one before anything
//! connects to it.
//!
//! The answer is a pure function of its arguments: [`resolve`] reads no environment variable, no
//! file, no clock and no network. The same [`Variables`], [`Facts`], [`Config`] and [`Request`]
//! give the same [`ResolvedDatabase`], or the same [`Error`], in Rust, in Node and on the command
//! line.
//!
//! ```
//! use skate_env_core::{Code, Config, Environment, Facts, Purpose, Request, Variables, resolve};
//!
//! let variables = Variables::from([
//!     ("POSTGRES_PRISMA_URL_DEV", "postgresql://app:s3cret@localhost:5432/shop"),
//!     ("POSTGRES_PRISMA_URL_STAGING", "postgresql://app:s3cret@db.example.com/shop?sslmode=require"),
//! ]);
//! let policy = "[environments.production]\nhost = \"db.example.com\"\n";
//! let config = Config::parse("skate-env.toml", policy)?;
//!
//! // What this process runs as: development, because no variable says otherwise.
//! let request = Request::new().purpose(Purpose::Migrate);
//! let resolved = resolve(&variables, Facts::new(), &config, &request)?;
//! assert_eq!(resolved.environment, Environment::Development);
//! assert_eq!(resolved.url.to_string(), "postgresql://app:***@localhost:5432/shop");
//!
//! // Staging's URL leads to what the policy pins as production: refused.
//! let request = Request::new().environment(Environment::Staging);
//! let refusal = resolve(&variables, Facts::new(), &config, &request).unwrap_err();
//! assert_eq!(refusal.code(), Code::ProductionTarget);
//! # Ok::<(), skate_env_core::Error>(())
//! ```
//!
//! # From question to answer
//!
//! ```text
//! Variables ─▶ environment ─▶ candidates ─▶ guards ─▶ URL for the purpose ─▶ ResolvedDatabase
//!  Config  ─▶ names, pins ──────┘             │                              or Error
//!  Request, Facts ────────────────────────────┘
//! ```
//!
//! | question | answer |
//! | --- | --- |
//! | Which database may this process use, and why? | [`resolve`] gives a [`ResolvedDatabase`] |
//! | What does this process run as? | [`Environment::from_variables`] |
//! | What is wrong, and what can you do? | [`Error`]: every [`Problem`], worst [`Code`] first |
//! | Where does a connection string lead? | [`DatabaseUrl::parse`], [`DatabaseUrl::target`], [`Target`] |
//! | Is a target production? | [`Pin::matches`], [`Verdict`] |
//! | Does a text lead there, whatever its form? | [`PinnedDatabases`] |
//! | What does `skate-env.toml` say? | [`Config::parse`] |
//! | Do two environments share a database? | [`isolation`] |
//! | Which values do dotenv files give, and how is one edited? | [`dotenv`] |
//! | What may be written to a dotenv file? | [`WritableChanges::check`] |
//! | Which variables can a decision depend on? | [`names`], [`Config::variable_names`] |
//!
//! Reading command lines is the task of the crate `skate-env-command-line`, which depends on this
//! one.
//!
//! # Features
//!
//! | feature | module | adds |
//! | --- | --- | --- |
//! | – | – | all of the above; no I/O |
//! | `files` | `files` | reads dotenv files and `skate-env.toml` from disk, and writes dotenv files |
//! | `neon` | `neon`, `rest` | Neon's API, and branches that never are production: HTTP, TLS and tokio |
//! | `verify` | `verify` | asks a database for its identity and judges the answer: PostgreSQL's protocol, TLS and tokio |
//!
//! # Secrets
//!
//! A connection string lives in a [`DatabaseUrl`], a variable in [`Variables`]: `Debug` and
//! `Display` show neither passwords nor values, and no message of a [`Problem`] quotes one. The
//! text itself is given by [`DatabaseUrl::expose_secret`] alone.

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
mod gateway;
mod guard;
pub mod isolation;
mod lookup;
mod mention;
pub mod names;
mod nearest;
#[cfg(feature = "neon")]
pub mod neon;
mod place;
mod problem;
mod purpose;
mod request;
mod resolve;
#[cfg(feature = "neon")]
pub mod rest;
mod runtime;
mod selection;
mod target;
mod variables;
mod verdict;
#[cfg(feature = "verify")]
pub mod verify;

pub use code::Code;
pub use config::{
    BudgetPolicy, ClassPolicy, ColumnName, Config, EnvironmentPolicy, LargeObjects, Mask,
    MaskingEngine, MaskingPolicy, MigrationPolicy, OnExceed, Pin, PreviewPolicy, PreviewReset,
    PreviewWhen, RunPolicy, parse_duration,
};
pub use database_url::DatabaseUrl;
pub use environment::{Class, Environment};
pub use error::Error;
pub use facts::Facts;
pub use gateway::gateway_variable;
pub use guard::WritableChanges;
pub use mention::PinnedDatabases;
pub use place::Place;
pub use problem::Problem;
pub use purpose::Purpose;
pub use request::Request;
pub use resolve::{Provenance, ResolvedDatabase, resolve};
pub use runtime::serves;
pub use target::{Server, Target};
pub use variables::Variables;
pub use verdict::Verdict;

/// The README's example is compiled too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
