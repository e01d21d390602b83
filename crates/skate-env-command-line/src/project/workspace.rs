//! Workspaces: the packages that a manager knows together, and how they are chosen.

use std::path::{Path, PathBuf};

use fast_glob::glob_match;
use serde_json::Value;

use super::{Package, Project};
use crate::{programs::Unread, shell::joined};

/// A workspace with more folders than this is not read.
const MOST_FOLDERS: usize = 5_000;

const TOO_LARGE: Unread = Unread::script("its workspace has too many folders");
const NO_WORKSPACE: Unread = Unread::script("there is no workspace that could hold it");
const NO_PACKAGE: Unread = Unread::script("no package of the workspace has this name");
const PNPM: Unread = Unread::script("pnpm-workspace.yaml cannot be read");
const LERNA: Unread = Unread::script("lerna.json cannot be read");

/// The packages of a workspace.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    /// The root's own first.
    pub(crate) packages: Vec<Package>,
}

impl Project<'_> {
    /// The workspace around a folder.
    pub(crate) fn workspace(&self, folder: &Path) -> Result<Workspace, Unread> {
        for root in folder.ancestors() {
            let patterns = self.patterns(root)?;
            if !patterns.is_empty() {
                return self.members(root, &patterns);
            }
        }
        Err(NO_WORKSPACE)
    }

    /// What a root says of where its packages are; empty where it is none.
    fn patterns(&self, root: &Path) -> Result<Vec<String>, Unread> {
        let mut patterns = Vec::new();
        let pnpm = self.yaml(&root.join("pnpm-workspace.yaml"), PNPM)?;
        let lerna = self.json(&root.join("lerna.json"), LERNA)?;
        for file in pnpm.iter().chain(&lerna) {
            patterns.extend(texts(&file["packages"]));
        }
        if let Some(package) = self.package_in(root)? {
            let workspaces = package.value("workspaces");
            patterns.extend(texts(workspaces).chain(texts(&workspaces["packages"])));
        }
        if pnpm.is_some() && patterns.is_empty() {
            patterns.push(".".to_owned());
        }
        Ok(patterns)
    }

    fn members(&self, root: &Path, patterns: &[String]) -> Result<Workspace, Unread> {
        let mut folders = vec![root.to_owned()];
        for pattern in patterns.iter().filter(|pattern| !pattern.starts_with('!')) {
            let parts: Vec<_> =
                pattern.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
            self.expand(root.to_owned(), &parts, &mut folders)?;
        }
        folders.sort();
        folders.dedup();
        let packages = folders.iter().filter_map(|folder| self.package_in(folder).transpose());
        Ok(Workspace { root: root.to_owned(), packages: packages.collect::<Result<_, _>>()? })
    }

    /// The folders that a pattern stands for.
    fn expand(&self, at: PathBuf, parts: &[&str], found: &mut Vec<PathBuf>) -> Result<(), Unread> {
        if found.len() > MOST_FOLDERS {
            return Err(TOO_LARGE);
        }
        let Some((part, rest)) = parts.split_first() else {
            found.push(at);
            return Ok(());
        };
        if !part.contains(['*', '?', '[', '{']) {
            return self.expand(joined(&at, part), rest, found);
        }
        let is_deep = *part == "**";
        if is_deep {
            self.expand(at.clone(), rest, found)?;
        }
        for folder in self.source_folders(&at) {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if is_deep {
                self.expand(folder, parts, found)?;
            } else if glob_match(part, &name) {
                self.expand(folder, rest, found)?;
            }
        }
        Ok(())
    }
}

impl Workspace {
    /// The packages that a name, a path or a pattern of one means, seen from a folder. Of a
    /// filter that follows dependencies or git's changes, all that it may mean.
    pub(crate) fn select(&self, filter: &str, folder: &Path) -> Result<Vec<Package>, Unread> {
        if filter.contains("...") || filter.contains('[') || filter.starts_with('!') {
            return Ok(self.packages.clone());
        }
        let filter = filter.trim_start_matches('{').trim_end_matches('}');
        let path = joined(folder, filter);
        let is_in = |package: &Package, base: &Path| {
            package.folder == base
                || package.folder.parent() == Some(base)
                || glob_match(
                    base.to_string_lossy().as_ref(),
                    package.folder.to_string_lossy().as_ref(),
                )
        };
        let is_meant = |package: &&Package| {
            is_named(package.name(), filter)
                || is_in(package, &path)
                || is_in(package, &joined(&self.root, filter))
        };
        let packages: Vec<_> = self.packages.iter().filter(is_meant).cloned().collect();
        if packages.is_empty() { Err(NO_PACKAGE) } else { Ok(packages) }
    }
}

/// A pattern without a scope means a name with one, too.
fn is_named(name: &str, pattern: &str) -> bool {
    let unscoped = name.rsplit_once('/').map_or(name, |(_, unscoped)| unscoped);
    !name.is_empty()
        && (name == pattern
            || unscoped == pattern
            || glob_match(pattern, name)
            || glob_match(pattern, unscoped))
}

fn texts(value: &Value) -> impl Iterator<Item = String> {
    value.as_array().into_iter().flatten().filter_map(|it| it.as_str().map(str::to_owned))
}
