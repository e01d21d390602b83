//! Finds and reads `skate-env.toml`, from a directory upward.

use std::path::{Path, PathBuf};

use super::{
    read::{read_text, unreadable},
    repository::policy_folders,
};
use crate::{Config, Error};

/// The policy of a directory, and the files that it was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FoundConfig {
    /// What all files say together; the default where there is none.
    pub config: Config,
    /// The files, the nearest first.
    pub paths: Vec<PathBuf>,
}

/// Finds every `skate-env.toml` from a directory upward to the outermost root of its repositories
/// (where `.git` is; the file system's root if there is none), and reads them. A relative directory
/// is one in the working directory.
///
/// The files count together: one in a package adds pins and strictness to those of its workspace,
/// and takes nothing away ([`Config::within`]). A repository inside a workspace that has a policy
/// does not end the search.
///
/// # Errors
/// `unreadable_file` for one that is a directory, cannot be read or is not UTF-8, and for a symbolic
/// link that leads nowhere; `invalid_config` for what stands in it.
pub fn find_config(directory: &Path) -> Result<FoundConfig, Error> {
    find_config_beside(None, directory)
}

/// The same with a policy that was named, as the nearest one. The files of the directory add to it:
/// to name another file takes no pin away.
///
/// # Errors
/// Those of [`find_config`] and [`read_config`].
pub fn find_config_beside(named: Option<&Path>, directory: &Path) -> Result<FoundConfig, Error> {
    // Only an absolute one has all of its ancestors.
    let absolute = std::path::absolute(directory)
        .map_err(|_| unreadable(directory, "is not in a directory that exists"))?;
    let mut found = FoundConfig::default();
    if let Some(path) = named {
        found.add(path.to_owned(), read_config(path)?);
    }
    let is_named = |path: &Path| named.is_some_and(|named| is_same_file(named, path));
    for folder in policy_folders(&absolute) {
        let path = folder.join(Config::FILE_NAME);
        if is_named(&path) {
            continue;
        }
        match read_text(&path)? {
            Some(text) => {
                let config = Config::parse(&path.to_string_lossy(), &text)?;
                found.add(path, config);
            }
            // Its pins would be gone without a word.
            None if path.is_symlink() => {
                return Err(unreadable(&path, "is a symbolic link to a file that does not exist"));
            }
            None => {}
        }
    }
    Ok(found)
}

/// Reads a `skate-env.toml`, wherever it lies and whatever it is called.
///
/// # Errors
/// `unreadable_file` for one that does not exist, cannot be read or is not UTF-8;
/// `invalid_config` for what stands in it.
pub fn read_config(path: &Path) -> Result<Config, Error> {
    match read_text(path)? {
        Some(text) => Config::parse(&path.to_string_lossy(), &text),
        None => Err(unreadable(path, "does not exist")),
    }
}

impl FoundConfig {
    /// Adds a file that lies further out.
    fn add(&mut self, path: PathBuf, config: Config) {
        let is_first = self.paths.is_empty();
        self.paths.push(path);
        let nearer = std::mem::take(&mut self.config);
        self.config = if is_first { config } else { nearer.within(&config) };
    }
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::{Code, Environment};

    #[test]
    fn is_found_upward_and_not_beyond_the_repository() {
        let outside = tempfile::tempdir().unwrap();
        let repository = outside.path().join("repository");
        let package = repository.join("packages/web");
        fs::create_dir_all(&package).unwrap();
        fs::create_dir(repository.join(".git")).unwrap();
        fs::write(outside.path().join(Config::FILE_NAME), "strict = true").unwrap();
        assert_eq!(find_config(&package), Ok(FoundConfig::default()));

        let path = repository.join(Config::FILE_NAME);
        fs::write(&path, "strict = true").unwrap();
        let found = find_config(&package).unwrap();
        assert_eq!(found.paths, [path]);
        assert!(found.config.strict);
    }

    const PIN: &str = "[environments.production]\nendpoints = [\"ep-cool-darkness-123456\"]\n";

    /// The pins of a repository in a workspace, with policies in both.
    fn pins_of_nested(outer_mark: &str) -> (usize, usize) {
        let workspace = tempfile::tempdir().unwrap();
        let nested = workspace.path().join("apps/shop");
        fs::create_dir_all(nested.join(".git")).unwrap();
        match outer_mark {
            ".git" => fs::create_dir(workspace.path().join(".git")).unwrap(),
            file => fs::write(workspace.path().join(file), "{\"workspaces\": []}").unwrap(),
        }
        fs::write(workspace.path().join(Config::FILE_NAME), PIN).unwrap();
        let own = "[environments.production]\nhost = \"db.example.com\"\n";
        fs::write(nested.join(Config::FILE_NAME), own).unwrap();
        let found = find_config(&nested).unwrap();
        (found.paths.len(), found.config.environments[&Environment::Production].pins.len())
    }

    #[test]
    fn a_nested_repository_has_the_pins_of_its_workspace_too() {
        assert_eq!(pins_of_nested(".git"), (2, 2));
        assert_eq!(pins_of_nested("pnpm-workspace.yaml"), (2, 2));
        assert_eq!(pins_of_nested("package.json"), (2, 2));
        assert_eq!(pins_of_nested("README.md"), (1, 1), "it is no workspace");
    }

    #[test]
    fn a_named_policy_takes_no_pin_away() {
        let directory = tempfile::tempdir().unwrap();
        fs::create_dir(directory.path().join(".git")).unwrap();
        let found_one = directory.path().join(Config::FILE_NAME);
        fs::write(&found_one, PIN).unwrap();
        let named = directory.path().join("other.toml");
        fs::write(&named, "strict = true\n").unwrap();
        let found = find_config_beside(Some(&named), directory.path()).unwrap();
        assert_eq!(found.paths, [named, found_one.clone()]);
        assert!(found.config.strict);
        assert_eq!(found.config.environments[&Environment::Production].pins.len(), 1);
        // It is the same file, by another name.
        let again = directory.path().join("./skate-env.toml");
        let found = find_config_beside(Some(&again), directory.path()).unwrap();
        assert_eq!(found.paths.len(), 1);
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

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_is_an_error() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join(Config::FILE_NAME);
        std::os::unix::fs::symlink("/nowhere/at/all", &path).unwrap();
        let error = find_config(directory.path()).unwrap_err();
        assert_eq!(error.code(), Code::UnreadableFile);
    }
}
