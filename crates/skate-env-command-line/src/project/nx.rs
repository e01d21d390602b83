//! Nx's projects: folders with `project.json` or `package.json`.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Package, Project};
use crate::programs::Unread;

/// Nx looks into every folder; a workspace with more is not read.
const MOST_FOLDERS: usize = 5_000;

const NX_JSON: Unread = Unread::script("nx.json cannot be read");
const PROJECT_JSON: Unread = Unread::script("project.json cannot be read");
const TOO_LARGE: Unread = Unread::script("its workspace has too many folders");

/// A workspace of Nx.
pub(crate) struct NxWorkspace {
    pub(crate) root: PathBuf,
    /// `nx.json`
    pub(crate) settings: Value,
    pub(crate) projects: Vec<NxProject>,
}

/// A project of Nx.
pub(crate) struct NxProject {
    names: Vec<String>,
    /// `project.json`
    settings: Value,
    pub(crate) package: Option<Package>,
}

impl Project<'_> {
    /// The workspace of Nx around a folder.
    pub(crate) fn nx_workspace(&self, folder: &Path) -> Result<NxWorkspace, Unread> {
        for root in folder.ancestors() {
            if let Some(settings) = self.json(&root.join("nx.json"), NX_JSON)? {
                let mut projects = Vec::new();
                let mut folders = vec![root.to_owned()];
                let mut seen = 0;
                while let Some(folder) = folders.pop() {
                    seen += 1;
                    if seen > MOST_FOLDERS {
                        return Err(TOO_LARGE);
                    }
                    projects.extend(self.nx_project(&folder)?);
                    folders.extend(self.source_folders(&folder));
                }
                return Ok(NxWorkspace { root: root.to_owned(), settings, projects });
            }
        }
        Err(Unread::script("there is no nx.json around it"))
    }

    fn nx_project(&self, folder: &Path) -> Result<Option<NxProject>, Unread> {
        let settings = self.json(&folder.join("project.json"), PROJECT_JSON)?;
        // A file that nobody can read says nothing of a target, and then the target is unread.
        let package = self.package_in(folder).unwrap_or_default();
        if settings.is_none() && package.is_none() {
            return Ok(None);
        }
        let settings = settings.unwrap_or_default();
        let file_name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
        let of_settings = settings["name"].as_str().map(str::to_owned);
        let of_package = package.as_ref().map(|package| package.name().to_owned());
        let names = [of_settings, of_package, file_name].into_iter().flatten().collect();
        Ok(Some(NxProject { names, settings, package }))
    }
}

impl NxProject {
    /// Whether a name means this project. Without one any may be meant.
    pub(crate) fn is_meant(&self, name: Option<&str>) -> bool {
        name.is_none_or(|name| self.names.iter().any(|own| own == name))
    }

    /// What its files say of a target.
    pub(crate) fn target(&self, name: &str) -> Option<&Value> {
        let package = self.package.as_ref().map_or(&Value::Null, |package| package.value("nx"));
        [&self.settings, package].into_iter().find_map(|it| it["targets"].get(name))
    }
}
