//! Finds and reads `skate-env.toml`, from a directory upward.

use std::path::{Path, PathBuf};

use super::read::{read, unreadable};
use crate::{Config, Error};

/// Finds `skate-env.toml` from a directory upward to the repository's root (where `.git` is,
/// or else the file system's), and reads it. A relative directory is one in the working directory.
///
/// # Errors
/// `unreadable_file` for one that is a directory, cannot be read or is not UTF-8;
/// `invalid_config` for what stands in it.
pub fn find_config(directory: &Path) -> Result<Option<(PathBuf, Config)>, Error> {
    // Only an absolute one has all of its ancestors.
    let absolute = std::path::absolute(directory)
        .map_err(|_| unreadable(directory, "is not in a directory that exists"))?;
    for directory in absolute.ancestors() {
        let path = directory.join(Config::FILE_NAME);
        if let Some(bytes) = read(&path)? {
            let config = parse(&path, bytes)?;
            return Ok(Some((path, config)));
        }
        if directory.join(".git").exists() {
            break;
        }
    }
    Ok(None)
}

/// Reads a `skate-env.toml`, wherever it lies and whatever it is called.
///
/// # Errors
/// `unreadable_file` for one that does not exist, cannot be read or is not UTF-8;
/// `invalid_config` for what stands in it.
pub fn read_config(path: &Path) -> Result<Config, Error> {
    match read(path)? {
        Some(bytes) => parse(path, bytes),
        None => Err(unreadable(path, "does not exist")),
    }
}

fn parse(path: &Path, bytes: Vec<u8>) -> Result<Config, Error> {
    let text = String::from_utf8(bytes).map_err(|_| unreadable(path, "is not UTF-8"))?;
    Config::parse(&path.to_string_lossy(), &text)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::Code;

    #[test]
    fn is_found_upward_and_not_beyond_the_repository() {
        let outside = tempfile::tempdir().unwrap();
        let repository = outside.path().join("repository");
        let package = repository.join("packages/web");
        fs::create_dir_all(&package).unwrap();
        fs::create_dir(repository.join(".git")).unwrap();
        fs::write(outside.path().join(Config::FILE_NAME), "strict = true").unwrap();
        assert_eq!(find_config(&package), Ok(None));

        let path = repository.join(Config::FILE_NAME);
        fs::write(&path, "strict = true").unwrap();
        let (found, config) = find_config(&package).unwrap().unwrap();
        assert_eq!(found, path);
        assert!(config.strict);
    }

    #[test]
    fn says_which_file_it_cannot_read() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join(Config::FILE_NAME);
        fs::create_dir(&path).unwrap();
        let error = find_config(directory.path()).unwrap_err();
        assert_eq!(error.code(), Code::UnreadableFile);
        assert_eq!(error.message(), format!("{} is a directory, not a file.", path.display()));

        fs::remove_dir(&path).unwrap();
        fs::write(&path, [b's', 0xFF]).unwrap();
        let error = find_config(directory.path()).unwrap_err();
        assert_eq!(error.message(), format!("{} is not UTF-8.", path.display()));
    }

    #[test]
    fn a_file_that_was_named_must_be_there() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("policy.toml");
        let error = read_config(&path).unwrap_err();
        assert_eq!(error.code(), Code::UnreadableFile);
        assert_eq!(error.message(), format!("{} does not exist.", path.display()));

        fs::write(&path, "strict = true").unwrap();
        assert!(read_config(&path).unwrap().strict);
    }
}
