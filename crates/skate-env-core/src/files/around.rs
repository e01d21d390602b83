//! Dotenv files beside those of a directory: those of `prisma/`, and of the workspace's root.

use std::path::Path;

use super::read_bytes;
use crate::dotenv::{Assignment, File, load};

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
/// `.env` and `.env.local` of every folder up to the repository's root, which `turbo`, `dotenv -e
/// ../../.env` and the like read.
pub(super) fn paths(directory: &Path) -> Vec<String> {
    let mut paths = vec!["prisma/.env".to_owned()];
    let mut prefix = String::new();
    let absolute = std::path::absolute(directory).unwrap_or_default();
    for folder in absolute.ancestors() {
        if folder.join(".git").exists() {
            let is_there = |path: &String| directory.join(path).is_file();
            return paths.into_iter().filter(is_there).collect();
        }
        prefix.push_str("../");
        paths.extend([".env.local", ".env"].map(|name| format!("{prefix}{name}")));
    }
    // Without a repository nobody knows where the project ends.
    paths.truncate(1);
    paths.into_iter().filter(|path| directory.join(path).is_file()).collect()
}
