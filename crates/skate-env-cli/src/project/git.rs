//! The git repository of a project, through the `git` command.

use std::{
    io::{self, BufRead, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

/// A working tree.
pub(crate) struct Git {
    directory: PathBuf,
}

/// A file of a commit.
pub(crate) struct Blob {
    /// Relative to the directory that was asked for.
    pub(crate) path: String,
    /// The object that holds its text.
    pub(crate) object: String,
}

/// Whether git tracks or ignores a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tracking {
    Tracked,
    Ignored,
    Untracked,
}

impl Git {
    /// The repository that a directory belongs to; `None` if there is none, or no git.
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

    /// The files that git cannot restore as they are now.
    pub(crate) fn unsaved<'p>(&self, paths: &[&'p str]) -> Vec<&'p str> {
        let saved = |path: &str| {
            let words = ["status", "--porcelain", "--ignored", "--untracked-files=all", "--", path];
            self.answer(&words).is_some_and(|answer| answer.is_empty())
        };
        paths.iter().copied().filter(|path| !saved(path)).collect()
    }

    /// Keeps a file's bytes among git's objects, and returns the id by which `git cat-file` prints them.
    pub(crate) fn keep(&self, path: &str) -> Option<String> {
        let id = self.answer(&["hash-object", "-w", "--no-filters", "--", path])?;
        Some(id.trim().to_owned())
    }

    /// The commit that a name means.
    pub(crate) fn commit(&self, name: &str) -> Option<String> {
        let name = format!("{name}^{{commit}}");
        let words = ["rev-parse", "--verify", "--quiet", "--end-of-options", &name];
        let answer = self.answer(&words)?;
        answer.lines().last().map(str::to_owned).filter(|commit| !commit.is_empty())
    }

    /// The last common commit of two; `None` if a shallow clone does not have it.
    pub(crate) fn merge_base(&self, one: &str, other: &str) -> Option<String> {
        let answer = self.answer(&["merge-base", one, other])?;
        answer.lines().next().map(str::to_owned)
    }

    /// The folder that holds the working tree.
    pub(crate) fn root(&self) -> Option<PathBuf> {
        let answer = self.answer(&["rev-parse", "--show-toplevel"])?;
        Some(PathBuf::from(answer.strip_suffix('\n').unwrap_or(&answer)))
    }

    /// The files that a commit has below this directory, links and submodules left out.
    pub(crate) fn files(&self, commit: &str) -> Option<Vec<Blob>> {
        let answer = self.answer(&["ls-tree", "-r", "-z", commit, "."])?;
        let blob = |entry: &str| {
            let (facts, path) = entry.split_once('\t')?;
            let mut facts = facts.split(' ');
            let file = facts.next()?.starts_with("100");
            let object = facts.nth(1)?.to_owned();
            file.then(|| Blob { path: path.to_owned(), object })
        };
        Some(answer.split('\0').filter_map(blob).collect())
    }

    /// The texts of objects, in their order.
    pub(crate) fn texts(&self, objects: &[&str]) -> io::Result<Vec<String>> {
        let mut child = self
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        // Writes and reads at once: either may be more than a pipe holds.
        let read = thread::scope(|scope| {
            scope.spawn(move || {
                let lines = objects.iter().map(|object| format!("{object}\n"));
                stdin.map(|mut stdin| {
                    lines.map(String::into_bytes).try_for_each(|it| stdin.write_all(&it))
                })
            });
            let mut stdout = BufReader::new(stdout.ok_or(io::ErrorKind::BrokenPipe)?);
            objects.iter().map(|_| next_text(&mut stdout)).collect()
        });
        child.wait()?;
        read
    }

    fn answer(&self, words: &[&str]) -> Option<String> {
        let output = self.command(words).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.directory).args(words);
        // In a hook these may name another repository.
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            command.env_remove(name);
        }
        command
    }
}

/// One object as `cat-file --batch` prints it: `<id> blob <bytes>`, the bytes, a line end.
fn next_text(stdout: &mut impl BufRead) -> io::Result<String> {
    let mut header = String::new();
    stdout.read_line(&mut header)?;
    let length = header.trim_end().rsplit(' ').next().and_then(|length| length.parse().ok());
    let length: usize = length.ok_or(io::ErrorKind::InvalidData)?;
    let mut bytes = vec![0; length + 1];
    stdout.read_exact(&mut bytes)?;
    bytes.truncate(length);
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
