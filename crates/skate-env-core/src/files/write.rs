//! Writes a dotenv file atomically: completely or not at all, without losing concurrent changes.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    draft::{self, Draft},
    folder::Folder,
    read::{read_text, unreadable},
};
use crate::{Code, Error, Problem, WritableChanges};

/// How often the file may change while it is edited.
const ATTEMPTS: usize = 8;

/// Writes what was checked to a dotenv file, which is made where there is none.
///
/// Whatever happens, the file holds its old text or the new one. Two commands at once come one
/// after the other, and what another program writes meanwhile is edited, not lost. A new file is its
/// owner's alone (mode 0600); an old one keeps mode and owner. A symbolic link stays, and the file
/// it leads to is written, anywhere, for that is what the readers read; but only one that a dotenv
/// file's name (`.env…`, `….env`) shows to be meant: a link in a repository may lead to
/// `~/.profile`.
///
/// # Errors
/// `file_not_written` and the file is as it was: no right to, no room, a text that cannot be edited
/// (see [`crate::dotenv::edit`]); `unreadable_file` for one that is no UTF-8 text.
pub fn write_env_file(path: &Path, changes: &WritableChanges) -> Result<(), Error> {
    let path = destination(path)?;
    let name = path.to_string_lossy();
    rewrite(&path, |text| changes.edit(&name, text))
}

fn rewrite(path: &Path, edit: impl Fn(&str) -> Result<String, Error>) -> Result<(), Error> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let failed = |error: io::Error| not_written(path, &reason(&error), hint(&error));
    let lock = Folder::lock(folder).map_err(failed)?;
    for _ in 0..ATTEMPTS {
        let old = read_file(path)?;
        let text = old.as_deref().unwrap_or_default();
        let new = edit(text)?;
        if new == text {
            return draft::remove_left(folder).map_err(failed);
        }
        let metadata = old.as_ref().and_then(|_| fs::metadata(path).ok());
        let draft = Draft::write(folder, &new, metadata.as_ref()).map_err(failed)?;
        if read_file(path)? == old {
            draft.replace(path).map_err(failed)?;
            lock.sync();
            return Ok(());
        }
    }
    Err(not_written(
        path,
        "something else keeps changing it",
        "Stop the program that writes to it.",
    ))
}

fn read_file(path: &Path) -> Result<Option<String>, Error> {
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
        return Err(unreadable(path, "is not an ordinary file"));
    }
    read_text(path)
}

/// The file itself, where the path is a symbolic link.
fn destination(path: &Path) -> Result<PathBuf, Error> {
    if !path.is_symlink() {
        return Ok(path.to_owned());
    }
    let target = path.canonicalize().map_err(|_| {
        not_written(
            path,
            "it is a symbolic link to a file that does not exist",
            "Create that file, or remove the link.",
        )
    })?;
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    if name.starts_with(".env") || name.ends_with(".env") {
        return Ok(target);
    }
    let what = format!("it is a symbolic link to {}, which is not a dotenv file", target.display());
    Err(not_written(path, &what, "Remove the link, or let it lead to a file named `.env…`."))
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "its disk is read-only".to_owned(),
        io::ErrorKind::PermissionDenied => "its folder or owner does not allow it".to_owned(),
        io::ErrorKind::NotFound => "its folder does not exist".to_owned(),
        _ => error.to_string(),
    }
}

fn hint(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "Free some space, and try again."
        }
        io::ErrorKind::TimedOut => "Wait for it or end it, and try again.",
        _ => "Make the folder writable for the file's owner, and try again as that user.",
    }
}

fn not_written(path: &Path, what: &str, hint: &str) -> Error {
    let message = format!("{} was not written: {what}.", path.display());
    Error::from_problem(Problem::new(Code::FileNotWritten, message, hint))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn what_others_write_meanwhile_is_kept() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join(".env.local");
        fs::write(&path, "A=1\n").unwrap();
        let calls = Cell::new(0);
        rewrite(&path, |text| {
            calls.set(calls.get() + 1);
            if calls.get() < 4 {
                fs::write(&path, format!("A=1{}\n", calls.get())).unwrap();
            }
            Ok(format!("{text}B=2\n"))
        })
        .unwrap();
        assert_eq!(calls.get(), 4);
        assert_eq!(fs::read_to_string(&path).unwrap(), "A=13\nB=2\n");
    }

    #[test]
    fn a_file_that_never_rests_is_given_up() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join(".env.local");
        let calls = Cell::new(0);
        let error = rewrite(&path, |_| {
            calls.set(calls.get() + 1);
            fs::write(&path, calls.get().to_string()).unwrap();
            Ok("mine".to_owned())
        })
        .unwrap_err();
        assert_eq!(error.code(), Code::FileNotWritten);
        assert_eq!(calls.get(), ATTEMPTS);
        assert_eq!(fs::read_to_string(&path).unwrap(), ATTEMPTS.to_string());
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }
}
