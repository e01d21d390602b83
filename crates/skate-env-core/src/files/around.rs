//! Dotenv files beside those of a directory: those of `prisma/`, and of the workspace's root.

use std::path::Path;

use super::{project_folders, read_bytes};
use crate::dotenv::{Assignment, File, PRISMA_FILE, load};

/// A dotenv file that skate-env does not read for this directory, though some tool does.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AroundFile {
    /// Its path from the directory: `../../.env`.
    pub path: String,
    /// What it assigns, without any other file.
    pub assignments: Vec<Assignment>,
}

/// The dotenv files around a directory that can be read, the nearest first.
#[must_use]
pub fn files_around(directory: &Path) -> Vec<AroundFile> {
    let read = |path: String| {
        let bytes = read_bytes(&directory.join(&path)).ok()??;
        let assignments = load(&[File::new(path.clone(), &bytes)], &|_| None).assignments;
        Some(AroundFile { path, assignments })
    };
    paths(directory).into_iter().filter_map(read).collect()
}

/// The paths, from the directory, of files that are there: `prisma/.env`, which Prisma reads, and the
/// `.env` and `.env.local` of every folder up to the root of the repository or workspace, which
/// `dotenv -e ../../.env`, `node --env-file` and the like read.
pub(super) fn paths(directory: &Path) -> Vec<String> {
    let absolute = std::path::absolute(directory).unwrap_or_default();
    let mut paths = vec![PRISMA_FILE.to_owned()];
    for depth in 1..project_folders(&absolute).len() {
        let prefix = "../".repeat(depth);
        paths.extend([".env.local", ".env"].map(|name| format!("{prefix}{name}")));
    }
    paths.into_iter().filter(|path| directory.join(path).is_file()).collect()
}
