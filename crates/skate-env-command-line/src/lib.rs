//! Reads a command line, says what it would do to a database, and decides which database it may
//! reach.
//!
//! | question | answer |
//! | --- | --- |
//! | What does this command line do? | [`analyze`] gives a [`CommandAnalysis`] |
//! | Which database may it reach? | [`judge`], or [`judge_all`] for every database in reach |
//! | Which variables does the command get? | [`child_variables`] |
//! | Which others lead elsewhere, so that they are emptied? | [`variables_to_empty`] |
//! | Which database may Prisma use, asked from `prisma.config.ts`? | [`prisma::datasource`] |
//!
//! [`analyze`] and [`child_variables`] need the feature `shell`; [`judge`] and [`prisma`] do not.
//!
//! The reading follows package runners, `npm run` scripts, `env`, shells and other wrappers. What
//! a line does not show cannot be judged: the inside of a program, or of a script's file. What it
//! shows and hides at once (a program named by an unset variable, a script from a pipe) counts as
//! [`Effect::Arbitrary`]: fine in development. In production it needs consent and a guarded
//! connection, which judges every statement; without one it is refused.
#![cfg_attr(
    not(feature = "shell"),
    expect(rustdoc::broken_intra_doc_links, reason = "some links lead to what `shell` adds")
)]

mod action;
mod analysis;
#[cfg(feature = "shell")]
mod analyze;
#[cfg(feature = "shell")]
mod assigned_urls;
#[cfg(feature = "shell")]
mod child_variables;
#[cfg(feature = "shell")]
mod code;
mod effect;
mod finding;
mod judge;
#[cfg(feature = "shell")]
mod libpq_connection;
mod placeholder;
pub mod prisma;
mod production;
#[cfg(feature = "shell")]
mod program_name;
#[cfg(feature = "shell")]
mod programs;
#[cfg(feature = "shell")]
mod project;
#[cfg(feature = "shell")]
mod project_files;
#[cfg(feature = "shell")]
mod scrub;
#[cfg(feature = "shell")]
mod shell;
mod tool;
#[cfg(feature = "shell")]
mod tools;
mod url_argument;

pub use action::DatabaseAction;
pub use analysis::CommandAnalysis;
#[cfg(feature = "shell")]
pub use analyze::analyze;
#[cfg(feature = "shell")]
pub use child_variables::child_variables;
pub use effect::Effect;
pub use judge::{Connection, judge, judge_all};
#[cfg(feature = "shell")]
pub use project_files::{FileText, NoFiles, ProjectFiles};
#[cfg(feature = "shell")]
pub use scrub::{check_words, variables_to_empty};

/// The README's example is compiled too.
#[cfg(all(doctest, feature = "shell"))]
#[doc = include_str!("../README.md")]
struct Readme;
