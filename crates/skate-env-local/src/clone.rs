//! Copying a running server into the folder of a new cluster by PostgreSQL's online backup, while
//! its clients continue to work.
//!
//! `online_backup` makes the copy: by `backup_session` with the server, of the `backup_files`, into
//! a `draft` that becomes a cluster only when it is complete. `schema_only` removes the rows of a
//! copy.

mod backup_files;
mod backup_session;
mod draft;
#[cfg(test)]
#[cfg(unix)]
pub(crate) mod fixture;
mod online_backup;
mod orphans;
mod schema_only;
mod settings;
#[cfg(test)]
#[cfg(unix)]
mod tests;
mod wal;

pub(crate) use backup_session::now;
pub(crate) use draft::Draft;
#[cfg(test)]
pub(crate) use online_backup::CopyInfo;
pub(crate) use online_backup::{Source, copy_running};
pub(crate) use schema_only::remove_rows;
pub(crate) use settings::settings;
