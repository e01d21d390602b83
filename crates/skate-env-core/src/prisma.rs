//! Prisma's command line, guarded without a wrapper: `prisma.config.ts` asks here for its URL.

mod arguments;
mod command;
mod datasource;
mod deed;

pub(crate) use arguments::Arguments;
pub use command::Command;
pub use datasource::{Invocation, datasource};
pub(crate) use deed::deed;

#[cfg(test)]
mod tests;
