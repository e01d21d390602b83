//! The git repository around a project, asked through `git` itself.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// A working tree.
pub(crate) struct Git {
    directory: PathBuf,
}

/// How git stands to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tracking {
    Tracked,
    Ignored,
    Untracked,
}

impl Git {
    /// The repository that a directory belongs to; `None` where git sees none, or is not there.
    pub(crate) fn find(directory: &Path) -> Option<Self> {
        let git = Self { directory: directory.to_owned() };
        let inside = git.answer(&["rev-parse", "--is-inside-work-tree"])?;
        (inside.trim() == "true").then_some(git)
    }

    /// The branch that is checked out; `None` on a detached head.
    pub(crate) fn branch(&self) -> Option<String> {
        let name = self.answer(&["symbolic-ref", "--quiet", "--short", "HEAD"])?;
        Some(name.trim().to_owned()).filter(|name| !name.is_empty())
    }

    pub(crate) fn has_branch(&self, name: &str) -> bool {
        let reference = format!("refs/heads/{name}");
        self.answer(&["show-ref", "--verify", "--quiet", &reference]).is_some()
    }

    pub(crate) fn tracking(&self, path: &str) -> Tracking {
        if self.answer(&["ls-files", "--error-unmatch", "--", path]).is_some() {
            Tracking::Tracked
        } else if self.answer(&["check-ignore", "--quiet", "--", path]).is_some() {
            Tracking::Ignored
        } else {
            Tracking::Untracked
        }
    }

    /// Those of the files that git could not bring back as they are now.
    pub(crate) fn unsaved<'p>(&self, paths: &[&'p str]) -> Vec<&'p str> {
        let saved = |path: &str| {
            let words = ["status", "--porcelain", "--ignored", "--untracked-files=all", "--", path];
            self.answer(&words).is_some_and(|answer| answer.is_empty())
        };
        paths.iter().copied().filter(|path| !saved(path)).collect()
    }

    fn answer(&self, words: &[&str]) -> Option<String> {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.directory).args(words);
        // A hook's variables name a repository that may be another.
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            command.env_remove(name);
        }
        let output = command.output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }
}
