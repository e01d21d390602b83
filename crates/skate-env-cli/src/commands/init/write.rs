//! Writes all changed files, or none.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use skate_env_core::{Code, Error, Problem};

use super::file_change::FileChange;

/// Holds the new texts until all of them are written. The next run removes what a killed command
/// left there.
const DRAFTS: &str = ".skate-env/init";

/// Writes the changes: first all drafts, then it renames each to its file.
///
/// # Errors
/// `file_not_written`, and every file is as it was.
pub(super) fn write(directory: &Path, changes: &[FileChange]) -> Result<(), Error> {
    let drafts = Drafts::make(directory).map_err(|error| failed(DRAFTS, &error))?;
    let mut ready = Vec::new();
    for (change, text) in changes.iter().filter_map(|change| Some((change, change.new_text()?))) {
        let path = directory.join(&change.path);
        let draft =
            drafts.write(ready.len(), text, &path).map_err(|it| failed(&change.path, &it))?;
        ready.push((change, path, draft));
    }
    for (index, (change, path, draft)) in ready.iter().enumerate() {
        let placed = place(change, path, draft);
        if let Err(error) = placed {
            for (change, path, _) in &ready[..index] {
                restore(&drafts, change, path);
            }
            return Err(error);
        }
    }
    Ok(())
}

fn place(change: &FileChange, path: &Path, draft: &Path) -> Result<(), Error> {
    let found = fs::read_to_string(path).ok();
    if found != change.old {
        return Err(not_written(
            &change.path,
            "it has changed meanwhile",
            "Run the command again.",
        ));
    }
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder.and_then(|()| fs::rename(draft, path)).map_err(|error| failed(&change.path, &error))
}

/// Restores a file as far as possible: a file that cannot be restored is still whole, and git
/// has its old text.
fn restore(drafts: &Drafts, change: &FileChange, path: &Path) {
    let _ = match &change.old {
        None => fs::remove_file(path),
        Some(text) => {
            drafts.write(usize::MAX, text, path).and_then(|draft| fs::rename(draft, path))
        }
    };
}

/// A folder in the project, on the file system of its files.
struct Drafts {
    folder: PathBuf,
}

impl Drafts {
    fn make(directory: &Path) -> io::Result<Self> {
        let folder = directory.join(DRAFTS);
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => fs::create_dir_all(&folder)?,
        }
        Ok(Self { folder })
    }

    /// The text on the disk, with the mode of the file that it will replace.
    fn write(&self, number: usize, text: &str, replaced: &Path) -> io::Result<PathBuf> {
        let path = self.folder.join(number.to_string());
        fs::write(&path, text)?;
        if let Ok(metadata) = fs::metadata(replaced) {
            fs::set_permissions(&path, metadata.permissions())?;
        }
        fs::File::open(&path)?.sync_all()?;
        Ok(path)
    }
}

impl Drop for Drafts {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
        // Only if nothing else is in it.
        let _ = self.folder.parent().map(fs::remove_dir);
    }
}

fn failed(path: &str, error: &io::Error) -> Error {
    not_written(
        path,
        &error.to_string(),
        "Nothing was changed. Make the folder writable, check the free space, and try again.",
    )
}

fn not_written(path: &str, what: &str, hint: &str) -> Error {
    let message = format!("Cannot write {path}: {what}.");
    Error::from_problem(Problem::new(Code::FileNotWritten, message, hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::init::file_change::Edit;

    fn change(path: &str, old: Option<&str>, new: &str) -> FileChange {
        FileChange::new(path, old.map(str::to_owned), Edit::Write(new.to_owned()))
    }

    #[test]
    fn all_of_them_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a"), "old").unwrap();
        fs::write(path("c"), "changed meanwhile").unwrap();
        let changes = [
            change("a", Some("old"), "new"),
            change("x/b", None, "b"),
            change("c", Some("c"), "d"),
        ];
        let error = write(folder.path(), &changes).unwrap_err();
        assert_eq!(error.code(), Code::FileNotWritten);
        assert_eq!(fs::read_to_string(path("a")).unwrap(), "old");
        assert!(!path("x/b").exists() && !path(".skate-env").exists());

        write(folder.path(), &changes[..2]).unwrap();
        assert_eq!(fs::read_to_string(path("a")).unwrap(), "new");
        assert_eq!(fs::read_to_string(path("x/b")).unwrap(), "b");
        assert!(!path(".skate-env").exists());
    }

    #[test]
    fn a_place_that_cannot_be_written_to() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a"), "old").unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let changes = [change("a", Some("old"), "new"), change("file/b", None, "b")];
        assert_eq!(write(folder.path(), &changes).unwrap_err().code(), Code::FileNotWritten);
        assert_eq!(fs::read_to_string(folder.path().join("a")).unwrap(), "old");
    }

    #[test]
    fn what_a_killed_command_left_goes() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join(DRAFTS)).unwrap();
        fs::write(folder.path().join(DRAFTS).join("7"), "left").unwrap();
        write(folder.path(), &[change("a", None, "new")]).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
