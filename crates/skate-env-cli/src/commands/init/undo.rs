//! How the changes of `init` are undone: by git, which has the old texts.

use std::path::Path;

use super::file_change::FileChange;
use crate::{failure::Failure, project::Git};

/// A sentence with the command that undoes the changes of these files, and of no others.
///
/// In a repository without a commit nobody could have committed them: git keeps their texts as
/// objects. So it does with `force`.
///
/// # Errors
/// `usage` for a file that is not committed as it is now.
pub(super) fn command(
    directory: &Path,
    changes: &[FileChange],
    force: bool,
) -> Result<String, Failure> {
    let Some(git) = Git::find(directory) else {
        let note = "This is not a git repository, so you cannot undo the changes with git.";
        return Ok(note.to_owned());
    };
    let written = || changes.iter().filter(|change| change.new_text().is_some());
    let existing: Vec<_> =
        written().filter(|change| change.old.is_some()).map(|it| it.path.as_str()).collect();
    let created: Vec<_> =
        written().filter(|change| change.old.is_none()).map(|it| it.path.as_str()).collect();
    let unsaved = git.unsaved(&existing);
    if !unsaved.is_empty() && !force && git.commit("HEAD").is_some() {
        return Err(Failure::usage(
            format!("Git cannot restore {} as it is now.", unsaved.join(", ")),
            "Commit first, so that you can undo this, or use --force.",
        ));
    }
    let saved: Vec<_> = existing.into_iter().filter(|path| !unsaved.contains(path)).collect();
    let mut commands = Vec::new();
    if !saved.is_empty() {
        commands.push(format!("git checkout -- {}", saved.join(" ")));
    }
    for path in unsaved {
        let Some(id) = git.keep(path) else {
            return Ok(format!("Git cannot keep the old {path}, so you cannot undo the changes."));
        };
        commands.push(format!("git cat-file blob {id} > {path}"));
    }
    if !created.is_empty() {
        commands.push(format!("git clean -f -x -- {}", created.join(" ")));
    }
    Ok(format!("To undo this, run `{}`.", commands.join(" && ")))
}
