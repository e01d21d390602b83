//! Prisma's command line, guarded without a wrapper: `prisma.config.ts` asks here for its URL.

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
