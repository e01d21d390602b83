//! The files of the project, for the analysis of a command line.

use std::{
    fs,
    path::{Path, PathBuf},
};

use skate_env_command_line::{FileText, ProjectFiles};
use skate_env_core::files;

/// The folder in which the command starts, and what lies around it.
pub(crate) struct ProjectFolder {
    folder: PathBuf,
}

impl ProjectFolder {
    pub(crate) fn new(folder: &Path) -> Self {
        // Where it cannot be made absolute nothing is found, and so nothing counts as read.
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        Self { folder }
    }
}

impl ProjectFiles for ProjectFolder {
    fn folder(&self) -> &Path {
        &self.folder
    }

    /// Node.js puts a replacement character where bytes are no UTF-8, and reads on.
    fn read(&self, path: &Path) -> FileText {
        match files::read_bytes(path) {
            Ok(Some(bytes)) => FileText::Text(String::from_utf8_lossy(&bytes).into_owned()),
            Ok(None) => FileText::Missing,
            Err(_) => FileText::Unreadable,
        }
    }

    fn folders(&self, path: &Path) -> Vec<String> {
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.path().is_dir());
        let names = folders.filter_map(|it| it.file_name().into_string().ok());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }
}
