//! A temporary file with the new text, which replaces the old file in one step.

use std::{
    fs::{self, File, Metadata, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// One name, so that what a killed command leaves is replaced by the next. `.gitignore` covers it
/// with `.env*` and with `.env*.local`, and Next.js does not read it.
const NAME: &str = ".env.skate-env-draft.local";

/// A draft; dropped, it is removed.
pub(super) struct Draft {
    path: PathBuf,
    is_placed: bool,
}

impl Draft {
    /// Writes the text to the disk: readable by the owner only, or with owner and mode of `old`.
    pub(super) fn write(folder: &Path, text: &str, old: Option<&Metadata>) -> io::Result<Self> {
        let path = folder.join(NAME);
        remove(&path)?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        let draft = Self { path, is_placed: false };
        if let Some(old) = old {
            resemble(&file, old)?;
        }
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        Ok(draft)
    }

    /// Takes the place of another file, in one step.
    pub(super) fn replace(mut self, path: &Path) -> io::Result<()> {
        fs::rename(&self.path, path)?;
        self.is_placed = true;
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.is_placed {
            drop(fs::remove_file(&self.path));
        }
    }
}

/// Removes what a killed command left.
pub(super) fn remove_left(folder: &Path) -> io::Result<()> {
    remove(&folder.join(NAME))
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The owner first: to change it takes bits of the mode away.
#[cfg(unix)]
fn resemble(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};

    let new = file.metadata()?;
    if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
        fchown(file, Some(old.uid()), Some(old.gid()))?;
    }
    file.set_permissions(old.permissions())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same call everywhere")]
fn resemble(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}
