//! Removing orphaned files: those of relations whose transaction had not committed when the copy was
//! taken, or when its parent crashed. PostgreSQL never removes them, and they hold rows.

use std::fs;
use std::path::Path;

use crate::files::{file_names, remove_folder};
use crate::{Error, Result};

/// Removes from `base` the folders of databases that are not named, and from the named ones the
/// files of unknown relations. `None` leaves a database's files as they are.
pub(crate) fn remove(base: &Path, databases: &[(u32, Option<Vec<u32>>)]) -> Result<()> {
    for name in file_names(base)? {
        let folder = base.join(&name);
        // Names that are no numbers are PostgreSQL's temporary files, which it removes itself.
        let Some(number) = number(&name) else { continue };
        match databases.iter().find(|(database, _)| *database == number) {
            Some((_, Some(known))) => remove_files(&folder, known)?,
            Some((_, None)) => {}
            None => remove_folder(&folder)?,
        }
    }
    Ok(())
}

fn remove_files(folder: &Path, known: &[u32]) -> Result<()> {
    for name in file_names(folder)? {
        if number(&name).is_some_and(|number| !known.contains(&number)) {
            let path = folder.join(&name);
            fs::remove_file(&path).map_err(Error::io("remove", &path))?;
        }
    }
    Ok(())
}

/// The file number: `16384`, `16384.1` and `16384_fsm` are files of one relation.
fn number(name: &str) -> Option<u32> {
    name.split(['_', '.']).next()?.parse().ok()
}
