//! A copy of a running server: its data folder by PostgreSQL's online backup, into the folder of
//! a new cluster, without disturbing anybody on the server that is copied.
//!
//! `online` is the whole deed; `backup` speaks with the server, `content` knows which files a
//! backup holds, `tree` copies them, `draft` keeps a killed run from leaving half a cluster.
//! `empty` makes a copy without rows of a finished one.

mod backup;
mod content;
mod disk;
mod draft;
mod empty;
mod online;
mod orphans;
mod settings;
#[cfg(test)]
#[cfg(unix)]
pub(crate) mod testing;
#[cfg(test)]
#[cfg(unix)]
mod tests;
mod tree;
mod wal;

pub(crate) use backup::now;
pub(crate) use disk::{entries, force, force_entry};
pub(crate) use draft::Draft;
pub(crate) use empty::empty;
#[cfg(test)]
pub(crate) use online::Copied;
pub(crate) use online::{Source, copy_running};
pub(crate) use settings::settings;
pub(crate) use tree::{Fate, copy_tree, make_folder, write_file};
pub(crate) use wal::Segments;
