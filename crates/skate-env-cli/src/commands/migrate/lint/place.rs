//! Paths, as a person here writes them and as GitHub wants them.

use std::path::{Path, PathBuf};

use crate::{context::Context, output::visible, project::Git};

/// Where the migrations stand, from here and from the repository's folder.
pub(super) struct Places {
    here: PathBuf,
    repository: PathBuf,
}

/// A file.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) here: String,
    pub(super) repository: String,
}

impl Places {
    pub(super) fn of(folder: &Path, context: &Context) -> Self {
        let here = context.relative(folder).to_owned();
        let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let root = Git::find(folder).and_then(|git| git.root());
        let root = root.and_then(|root| root.canonicalize().ok());
        let below = root.and_then(|root| Some(whole.strip_prefix(root).ok()?.to_owned()));
        Self { repository: below.unwrap_or_else(|| here.clone()), here }
    }

    /// A migration's script.
    pub(super) fn script(&self, name: &str) -> Place {
        let written = |folder: &Path| {
            let path = folder.join(name).join("migration.sql");
            let words: Vec<_> = path.iter().map(|word| word.to_string_lossy()).collect();
            visible(&words.join("/").replace("//", "/"))
        };
        Place { here: written(&self.here), repository: written(&self.repository) }
    }
}
