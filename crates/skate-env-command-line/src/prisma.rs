//! Prisma's command line: `prisma.config.ts` gets its URL here, with every guard applied.

mod action;
mod arguments;
mod command;
mod datasource;
mod tool;

#[cfg(feature = "shell")]
pub(crate) use action::action;
pub use command::Command;
pub use datasource::{Invocation, datasource};

#[cfg(test)]
mod tests;
