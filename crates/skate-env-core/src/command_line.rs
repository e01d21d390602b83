//! Which database tools a command line really runs, and what they would do: through package
//! runners, `npm run` scripts, `env`, shells and other wrappers.
//!
//! What a line does not show cannot be judged: the inside of a program or of a script's file.
//! What it shows and hides at once (a program named by an unset variable, a script from a pipe)
//! counts as [`Effect::Arbitrary`](crate::Effect): fine in development, refused in production.
//! No `--purpose` and no consent lifts that; writing the command out does.

mod child;
mod judge;
mod mention;
mod name;
mod programs;
mod reader;
mod shell;
mod tools;

pub use child::child_variables;
pub use judge::{judge, reach};
pub use reader::{Scripts, read};
