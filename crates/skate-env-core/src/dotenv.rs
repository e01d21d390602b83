//! Dotenv files, read exactly as Next.js reads them, and written so that others read the same.
//!
//! [`load`] gives the variables that `@next/env` would add to a process, with the same order of
//! files and the same values, odd ones included: it follows dotenv's scanner and Next.js's own
//! expansion step by step, in bounded time. What it adds is where each value came from, and the
//! [`Damage`] its readers do not mention. It reads no file and no process: both are handed in.
//!
//! [`edit`] changes a text: what it writes, `@next/env`, dotenv and `node --env-file` all read back.
//!
//! Two things differ, on purpose. Names that every JavaScript object has (`constructor`,
//! `toString`, …) are ordinary names here. And `__NEXT_PROCESSED_ENV`, with which Next.js tells
//! its own children to load nothing, has no meaning.

mod change;
mod damage;
mod edit;
mod expand;
mod file;
mod heading;
mod inspect;
mod javascript;
mod lines;
mod load;
mod mode;
mod node_env_file;
mod outranked;
mod parse;
mod quote;
mod readers_agree;
mod statement;
mod unquote;

pub use change::Change;
pub use damage::{Damage, DamageKind};
pub use edit::edit;
pub use file::File;
pub use heading::branch_named;
pub use load::{Assignment, Loaded, load};
pub use mode::{Mode, PRISMA_FILE};
pub use outranked::{Outranked, Outranker, outranked};
pub use quote::quote;

pub(crate) use heading::{Heading, with_heading};
