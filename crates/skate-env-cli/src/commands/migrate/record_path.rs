//! The file of the test record that `migrate test` writes and `migrate deploy` reads.

use std::path::{Path, PathBuf};

use crate::context::Context;

/// The folder of the record, below the project's folder.
pub(super) const RECORD_FOLDER: &str = ".skate-env";
pub(super) const RECORD_FILE: &str = "migrate-test.json";

/// The file that was named, or else the default one.
pub(super) fn record_path(context: &Context, named: Option<&Path>) -> PathBuf {
    match named {
        Some(path) => context.directory.join(path),
        None => context.project().join(RECORD_FOLDER).join(RECORD_FILE),
    }
}
