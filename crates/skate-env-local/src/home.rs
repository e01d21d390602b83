//! The folder of one control plane: locked by one process at a time, and cleared of servers when
//! that process ends, even if it is killed.

mod certificate;
mod folder;
mod lock;
#[cfg(test)]
#[cfg(unix)]
mod tests;
mod watchdog;

pub(crate) use certificate::Certificate;
pub(crate) use folder::Home;
pub(crate) use lock::is_locked;
