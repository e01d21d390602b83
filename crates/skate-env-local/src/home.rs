//! The folder of one control plane: held by one process at a time, and emptied of servers when
//! that process ends, however it ends.

mod folder;
mod guardian;
mod lock;
#[cfg(test)]
#[cfg(unix)]
mod tests;

pub(crate) use folder::Home;
pub(crate) use lock::is_taken;
