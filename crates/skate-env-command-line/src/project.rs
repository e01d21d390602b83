//! The project around a command line: which package's scripts, and which task of which file, a
//! command would run.

mod nx;
mod package;
mod recipes;
mod text;
mod workspace;

use std::path::Path;

pub(crate) use nx::{NxProject, NxWorkspace};
pub(crate) use package::Package;
pub(crate) use recipes::{Recipes, recipes_of_justfile, recipes_of_makefile, recipes_of_taskfile};
pub(crate) use workspace::Workspace;

use serde_json::Value;

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

    /// The text of a file; `None` where there is none.
    pub(crate) fn text(&self, path: &Path, unread: Unread) -> Result<Option<String>, Unread> {
        match self.files.read(path) {
            FileText::Missing => Ok(None),
            FileText::Unreadable => Err(unread),
            FileText::Text(text) => Ok(Some(text)),
        }
    }

    /// A JSON file with comments; `None` where there is none.
    pub(crate) fn json(&self, path: &Path, unread: Unread) -> Result<Option<Value>, Unread> {
        let Some(text) = self.text(path, unread)? else { return Ok(None) };
        text::json_with_comments(&text).map(Some).ok_or(unread)
    }

    /// A YAML file; `None` where there is none.
    pub(crate) fn yaml(&self, path: &Path, unread: Unread) -> Result<Option<Value>, Unread> {
        let Some(text) = self.text(path, unread)? else { return Ok(None) };
        text::yaml(&text).map(Some).ok_or(unread)
    }

    /// The folders in a folder that may hold sources, as paths.
    pub(crate) fn source_folders(&self, folder: &Path) -> Vec<std::path::PathBuf> {
        let is_source = |name: &String| name != "node_modules" && !name.starts_with('.');
        let names = self.files.folders(folder).into_iter().filter(is_source);
        names.map(|name| folder.join(name)).collect()
    }
}
