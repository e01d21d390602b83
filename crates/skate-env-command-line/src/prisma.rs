//! Prisma's command line: `prisma.config.ts` gets its URL here, with every guard applied.

mod action;
mod arguments;
mod command;
mod datasource;

#[cfg(feature = "shell")]
pub(crate) use action::action;
#[cfg(feature = "shell")]
pub(crate) use arguments::Arguments;
pub use command::Command;
pub use datasource::{Invocation, datasource};

#[cfg(test)]
mod tests;
