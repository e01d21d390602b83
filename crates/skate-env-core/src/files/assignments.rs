//! What any tool's dotenv files would assign, whichever mode it runs in.

use std::path::Path;

use super::read_bytes;
use crate::{
    Error, Variables,
    dotenv::{Assignment, File, Mode, load},
};

/// What the dotenv files of a directory assign in each mode, and what those assign that tools read
/// beside them: `prisma/.env`, and the `.env` of the folders up to the repository's root. A variable
/// may come more than once.
///
/// # Errors
/// `unreadable_file` for a file of the directory itself; others that cannot be read are left out.
pub fn every_assignment(directory: &Path, process: &Variables) -> Result<Vec<Assignment>, Error> {
    let process = |name: &str| process.raw(name).map(str::to_owned);
    let mut assignments = Vec::new();
    for mode in [Mode::Development, Mode::Production, Mode::Test] {
        let mut files = Vec::new();
        for name in mode.file_names() {
            let path = directory.join(name);
            if let Some(bytes) = if path.is_dir() { None } else { read_bytes(&path)? } {
                files.push(File::new(*name, &bytes));
            }
        }
        assignments.extend(load(&files, &process).assignments);
        // Other tools read one of the files alone.
        for file in files {
            assignments.extend(load(&[file], &process).assignments);
        }
    }
    for path in super::around::paths(directory) {
        let Ok(Some(bytes)) = read_bytes(&directory.join(&path)) else { continue };
        assignments.extend(load(&[File::new(path, &bytes)], &process).assignments);
    }
    Ok(assignments)
}
