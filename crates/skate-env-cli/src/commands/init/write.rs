//! Every file as it is to be, or all of them as they were.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use skate_env_core::{Code, Error, Problem};

use super::edit::Step;

/// Where the new texts lie until all of them are written; what a killed command leaves there is
/// removed by the next.
const DRAFTS: &str = ".skate-env/init";

/// Writes what the steps say: first all drafts, then each takes its file's place.
///
/// # Errors
/// `file_not_written`, and every file is as it was.
pub(super) fn write(directory: &Path, steps: &[Step]) -> Result<(), Error> {
    let drafts = Drafts::make(directory).map_err(|error| failed(DRAFTS, &error))?;
    let mut ready = Vec::new();
    for (step, text) in steps.iter().filter_map(|step| Some((step, step.new_text()?))) {
        let path = directory.join(&step.path);
        let draft = drafts.write(ready.len(), text, &path).map_err(|it| failed(&step.path, &it))?;
        ready.push((step, path, draft));
    }
    for (index, (step, path, draft)) in ready.iter().enumerate() {
        let placed = place(step, path, draft);
        if let Err(error) = placed {
            for (step, path, _) in &ready[..index] {
                take_back(&drafts, step, path);
            }
            return Err(error);
        }
    }
    Ok(())
}

fn place(step: &Step, path: &Path, draft: &Path) -> Result<(), Error> {
    let found = fs::read_to_string(path).ok();
    if found != step.old {
        return Err(not_written(
            &step.path,
            "somebody changed it meanwhile",
            "Run the command again.",
        ));
    }
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder.and_then(|()| fs::rename(draft, path)).map_err(|error| failed(&step.path, &error))
}

/// As well as it goes: what cannot be brought back is still whole, and git has the rest.
fn take_back(drafts: &Drafts, step: &Step, path: &Path) {
    let _ = match &step.old {
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
        "Nothing was changed. Make the folder writable, with room, and try again.",
    )
}

fn not_written(path: &str, what: &str, hint: &str) -> Error {
    let message = format!("{path} was not written: {what}.");
    Error::from_problem(Problem::new(Code::FileNotWritten, message, hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::init::edit::Edit;

    fn step(path: &str, old: Option<&str>, new: &str) -> Step {
        Step::new(path, old.map(str::to_owned), Edit::Write(new.to_owned()))
    }

    #[test]
    fn all_of_them_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a"), "old").unwrap();
        fs::write(path("c"), "changed meanwhile").unwrap();
        let steps =
            [step("a", Some("old"), "new"), step("x/b", None, "b"), step("c", Some("c"), "d")];
        let error = write(folder.path(), &steps).unwrap_err();
        assert_eq!(error.code(), Code::FileNotWritten);
        assert_eq!(fs::read_to_string(path("a")).unwrap(), "old");
        assert!(!path("x/b").exists() && !path(".skate-env").exists());

        write(folder.path(), &steps[..2]).unwrap();
        assert_eq!(fs::read_to_string(path("a")).unwrap(), "new");
        assert_eq!(fs::read_to_string(path("x/b")).unwrap(), "b");
        assert!(!path(".skate-env").exists());
    }

    #[test]
    fn a_place_that_cannot_be_written_to() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a"), "old").unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let steps = [step("a", Some("old"), "new"), step("file/b", None, "b")];
        assert_eq!(write(folder.path(), &steps).unwrap_err().code(), Code::FileNotWritten);
        assert_eq!(fs::read_to_string(folder.path().join("a")).unwrap(), "old");
    }

    #[test]
    fn what_a_killed_command_left_goes() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join(DRAFTS)).unwrap();
        fs::write(folder.path().join(DRAFTS).join("7"), "left").unwrap();
        write(folder.path(), &[step("a", None, "new")]).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
