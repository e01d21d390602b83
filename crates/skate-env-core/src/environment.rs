//! What a process runs as, what a branch is for, and how the answer is found.

mod class;
mod decide;
mod name;

pub use class::Class;
pub(crate) use decide::{decide, platform_denial};
pub use name::Environment;
