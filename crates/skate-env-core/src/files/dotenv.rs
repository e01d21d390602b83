//! The dotenv files of a directory, together with the variables of the process.

use std::path::Path;

use secrecy::ExposeSecret;

use super::read::{read_bytes, unreadable};
use crate::{
    Environment, Error, Variables,
    dotenv::{Assignment, Damage, DamageKind, File, Mode, PRISMA_FILE, load},
    names,
};

/// What a process knows once its dotenv files are read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Dotenv {
    /// The variables of the process and, with their place, those of the files.
    pub variables: Variables,
    /// What the files added.
    pub assignments: Vec<Assignment>,
    /// Values that did not survive the way from the file.
    pub damage: Vec<Damage>,
}

/// Which files count. It is fixed before any is read, as in Next.js.
#[must_use]
pub fn dotenv_mode(process: &Variables, requested: Option<Environment>) -> Mode {
    if process.get(names::NODE_ENV) == Some("test") {
        return Mode::Test;
    }
    let said = || process.get(names::DATABASE_ENVIRONMENT)?.parse().ok();
    match requested.or_else(said) {
        Some(Environment::Production) => Mode::Production,
        _ => Mode::Development,
    }
}

/// Reads the dotenv files of a directory, and last of all Prisma's. A variable of the process wins
/// over them.
///
/// # Errors
/// `unreadable_file` for a file that cannot be read, or in which `@next/env` finds nothing.
pub fn load_dotenv(directory: &Path, mode: Mode, process: &Variables) -> Result<Dotenv, Error> {
    let loaded = load(&read_files(directory, mode)?, &|name| process.raw(name).map(str::to_owned));
    let lost = loaded.damage.iter().find(|damage| is_lost(damage.kind));
    if let Some(damage) = lost {
        return Err(unreadable(
            &directory.join(&damage.place.path),
            &format!("is not loaded (line {}): {}", damage.place.line, damage.kind.message()),
        ));
    }
    let variables = loaded.variables(process);
    Ok(Dotenv { variables, assignments: loaded.assignments, damage: loaded.damage })
}

fn read_files(directory: &Path, mode: Mode) -> Result<Vec<File>, Error> {
    let mut files = Vec::new();
    for name in mode.file_names().iter().chain([&PRISMA_FILE]) {
        if let Some(bytes) = read_bytes(&directory.join(name))? {
            files.push(File::new(*name, &bytes));
        }
    }
    Ok(files)
}

/// The variables of a process that a framework gave its dotenv files to, with the damage that the
/// values have had on their way. A file that cannot be read says nothing here.
#[must_use]
pub fn with_damage(directory: &Path, mode: Mode, mut process: Variables) -> Variables {
    let Ok(files) = read_files(directory, mode) else { return process };
    let assigned = load(&files, &|_| None);
    let is_assigned = |name: &str| assigned.assignments.iter().any(|it| it.name == name);
    // References lead to the process, but the names of the files are not its own.
    let loaded = load(&files, &|name| {
        if is_assigned(name) { None } else { process.raw(name).map(str::to_owned) }
    });
    for damage in &loaded.damage {
        let Some(name) = &damage.name else { continue };
        let value = loaded.assignments.iter().find(|it| it.name == *name).map(|it| &it.value);
        if value.map(ExposeSecret::expose_secret) == process.raw(name) {
            process.set_damage(name, damage.kind);
        }
    }
    process
}

/// `@next/env` finds nothing in the file.
fn is_lost(kind: DamageKind) -> bool {
    matches!(kind, DamageKind::Utf16 | DamageKind::Rejected)
}

/// Whether any dotenv file of the directory assigns consent, whatever the mode: a framework
/// may have loaded it before us. A file that `@next/env` gives up may still be read by others.
#[must_use]
pub(crate) fn assigns_consent(directory: &Path) -> bool {
    let modes = [Mode::Development, Mode::Production, Mode::Test];
    modes.into_iter().flat_map(Mode::file_names).chain([&PRISMA_FILE]).any(|name| {
        let Ok(Some(bytes)) = read_bytes(&directory.join(name)) else { return false };
        let loaded = load(&[File::new(*name, &bytes)], &|_| None);
        loaded.assignments.iter().any(|it| it.name == names::SKATE_ENV_CONSENT)
            || loaded.damage.iter().any(|damage| is_lost(damage.kind))
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::Code;

    #[test]
    fn the_process_wins_and_places_are_kept() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join(".env"), "A=file\nB=file\n").unwrap();
        fs::write(directory.path().join(".env.local"), "\nB=local\n").unwrap();
        let process = Variables::from([("A", "process")]);
        let dotenv = load_dotenv(directory.path(), Mode::Development, &process).unwrap();
        assert_eq!(dotenv.variables.get("A"), Some("process"));
        assert_eq!(dotenv.variables.get("B"), Some("local"));
        assert_eq!(dotenv.variables.place("B").unwrap().to_string(), ".env.local:2");
        assert!(dotenv.variables.place("A").is_none());
    }

    #[test]
    fn prisma_s_file_comes_last() {
        let directory = tempfile::tempdir().unwrap();
        fs::create_dir(directory.path().join("prisma")).unwrap();
        fs::write(directory.path().join(PRISMA_FILE), "A=prisma\nB=prisma\n").unwrap();
        fs::write(directory.path().join(".env"), "A=own\n").unwrap();
        let process = Variables::new();
        let dotenv = load_dotenv(directory.path(), Mode::Production, &process).unwrap();
        assert_eq!(dotenv.variables.get("A"), Some("own"));
        assert_eq!(dotenv.variables.get("B"), Some("prisma"));
        assert_eq!(dotenv.variables.place("B").unwrap().to_string(), "prisma/.env:2");
    }

    #[test]
    fn the_mode_is_fixed_by_test_runs_and_by_production() {
        let mode = |pairs: &[(&str, &str)], requested| {
            dotenv_mode(&pairs.iter().copied().collect(), requested)
        };
        let production = Some(Environment::Production);
        assert_eq!(mode(&[], None), Mode::Development);
        assert_eq!(mode(&[("NODE_ENV", "production")], None), Mode::Development);
        assert_eq!(mode(&[], production), Mode::Production);
        assert_eq!(mode(&[("DATABASE_ENVIRONMENT", "production")], None), Mode::Production);
        assert_eq!(mode(&[("NODE_ENV", "test")], production), Mode::Test);
    }

    #[test]
    fn a_file_in_which_nothing_is_found_is_an_error() {
        let directory = tempfile::tempdir().unwrap();
        let text: Vec<u8> = "A=canary\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        fs::write(directory.path().join(".env"), text).unwrap();
        let load = || load_dotenv(directory.path(), Mode::Development, &Variables::new());
        let error = load().unwrap_err();
        assert_eq!(error.code(), Code::UnreadableFile);
        assert!(error.message().contains("UTF-16"), "{error}");
        assert!(!error.to_string().contains("canary"));

        fs::remove_file(directory.path().join(".env")).unwrap();
        fs::create_dir(directory.path().join(".env")).unwrap();
        assert!(load().unwrap_err().message().contains("is a directory"));
    }

    #[test]
    fn consent_is_found_in_the_files_of_every_mode() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join(".env"), "# SKATE_ENV_CONSENT=ep-a-b-1\n").unwrap();
        assert!(!assigns_consent(directory.path()));
        fs::create_dir(directory.path().join("prisma")).unwrap();
        for file in [".env.production", PRISMA_FILE] {
            let path = directory.path().join(file);
            fs::write(&path, "export SKATE_ENV_CONSENT=ep-a-b-1\n").unwrap();
            assert!(assigns_consent(directory.path()), "{file}");
            fs::remove_file(path).unwrap();
        }
    }
}
