//! Paths of migration scripts: relative to the working directory for people, and to the repository
//! for GitHub.

use std::path::{Path, PathBuf};

use crate::{context::Context, output::escape_control, project::Git};

/// The folder of migrations, relative to the working directory and to the repository.
pub(super) struct ScriptPaths {
    here: PathBuf,
    repository: PathBuf,
}

/// The path of a script, in both forms.
#[derive(Clone)]
pub(super) struct ScriptPath {
    pub(super) here: String,
    pub(super) repository: String,
}

impl ScriptPaths {
    pub(super) fn of(folder: &Path, context: &Context) -> Self {
        let here = context.relative(folder).to_owned();
        let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let root = Git::find(folder).and_then(|git| git.root());
        let root = root.and_then(|root| root.canonicalize().ok());
        let below = root.and_then(|root| Some(whole.strip_prefix(root).ok()?.to_owned()));
        Self { repository: below.unwrap_or_else(|| here.clone()), here }
    }

    /// The path of a migration's script.
    pub(super) fn script(&self, name: &str) -> ScriptPath {
        let text = |folder: &Path| {
            let path = folder.join(name).join("migration.sql");
            let words: Vec<_> = path.iter().map(|word| word.to_string_lossy()).collect();
            escape_control(&words.join("/").replace("//", "/"))
        };
        ScriptPath { here: text(&self.here), repository: text(&self.repository) }
    }
}
