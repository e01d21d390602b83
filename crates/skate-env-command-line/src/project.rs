//! The project around a command line: which package's scripts a command would run.

mod package;

use std::path::Path;

pub(crate) use package::Package;

use crate::{
    programs::Unread,
    project_files::{FileText, ProjectFiles},
};

/// The files of the project, read as the tools read them.
#[derive(Clone, Copy)]
pub(crate) struct Project<'p> {
    files: &'p dyn ProjectFiles,
}

const MISSING: Unread = Unread::script("there is no package.json that could hold it");
const UNREADABLE: Unread = Unread::script("package.json cannot be read");

impl<'p> Project<'p> {
    pub(crate) fn new(files: &'p dyn ProjectFiles) -> Self {
        Self { files }
    }

    pub(crate) fn folder(&self) -> &'p Path {
        self.files.folder()
    }

    /// The package that a folder belongs to.
    pub(crate) fn package(&self, folder: &Path) -> Result<Package, Unread> {
        for folder in folder.ancestors() {
            if let Some(package) = self.package_in(folder)? {
                return Ok(package);
            }
        }
        Err(MISSING)
    }

    /// The package in exactly this folder.
    pub(crate) fn package_in(&self, folder: &Path) -> Result<Option<Package>, Unread> {
        match self.files.read(&folder.join("package.json")) {
            FileText::Missing => Ok(None),
            FileText::Unreadable => Err(UNREADABLE),
            FileText::Text(text) => Package::parse(folder, &text).map(Some).ok_or(UNREADABLE),
        }
    }
}
