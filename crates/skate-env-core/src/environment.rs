//! The five environments, the six classes of branches, and which environment a process runs as.

mod class;
mod decide;
mod name;

pub use class::Class;
pub(crate) use decide::{decide, platform_denial};
pub use name::Environment;
