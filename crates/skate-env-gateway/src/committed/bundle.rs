//! Migrations of a deployed bundle, which has no git: the folder as it was deployed.

use std::{fs, io, path::Path};

use skate_env_core::{Code, Error, Problem};

use super::{MAX_FILE, MAX_TOTAL, Text};

/// How deep folders of migrations lie within each other.
const DEEPEST: usize = 8;

/// The text of every `.sql` file in a folder and below. Only for a folder that nobody edits: one
/// of a deployment, not of a checkout.
///
/// # Errors
/// `unreadable_file`.
pub fn files_of_bundle(folder: &Path) -> Result<Vec<Text>, Error> {
    let mut texts = Vec::new();
    collect(folder, DEEPEST, &mut texts).map_err(|_| unreadable())?;
    Ok(texts)
}

fn collect(folder: &Path, depth: usize, texts: &mut Vec<Text>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        if kind.is_dir() && depth > 0 {
            collect(&path, depth - 1, texts)?;
        }
        let is_sql = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("sql"));
        let is_short = entry.metadata()?.len() <= u64::try_from(MAX_FILE).unwrap_or(u64::MAX);
        if kind.is_file() && is_sql && is_short {
            texts.extend(String::from_utf8(fs::read(path)?).ok());
            if texts.iter().map(String::len).sum::<usize>() > MAX_TOTAL {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
        }
    }
    Ok(())
}

fn unreadable() -> Error {
    Error::from_problem(Problem::new(
        Code::UnreadableFile,
        "The deployed migrations cannot be read.",
        "Check that the folder is part of the deployment.",
    ))
}
