//! Dotenv files, read exactly as Next.js reads them.
//!
//! [`load`] gives the variables that `@next/env` would add to a process, with the same order of
//! files and the same values, odd ones included: it follows dotenv's scanner and Next.js's own
//! expansion step by step, in bounded time. What it adds is where each value came from, and the
//! [`Damage`] its readers do not mention. It reads no file and no process: both are handed in.
//!
//! Two things differ, on purpose. Names that every JavaScript object has (`constructor`,
//! `toString`, …) are ordinary names here. And `__NEXT_PROCESSED_ENV`, with which Next.js tells
//! its own children to load nothing, has no meaning.

mod damage;
mod expand;
mod file;
mod inspect;
mod javascript;
mod load;
mod mode;
mod parse;
mod unquote;

pub use damage::{Damage, DamageKind};
pub use file::File;
pub use load::{Assignment, Loaded, load};
pub use mode::Mode;
