//! Marks of a deployment that a framework took from a dotenv file.

use std::path::Path;

use secrecy::ExposeSecret as _;

use super::read_bytes;
use crate::{
    Variables,
    dotenv::{File, Mode, PRISMA_FILE, load},
    names, runtime,
};

/// The variables, where a mark of a deployment (`SKATE_ENV_RUNTIME`, `VERCEL_URL`, `GITHUB_ACTIONS`, …)
/// has the place of the dotenv file of this directory that assigns the same value.
///
/// Frameworks load dotenv files before their code runs, and then a file's claim looks like the
/// process's own. Files are only read where a mark is set.
#[must_use]
pub fn with_places_of_marks(directory: &Path, mut variables: Variables) -> Variables {
    let is_own = |name: &&str| variables.get(name).is_some() && variables.place(name).is_none();
    // On Vercel itself the platform's word stands, whatever a committed file repeats.
    let is_on_vercel = variables.get(names::VERCEL_URL).is_some();
    let said = [names::VERCEL_ENV, names::VERCEL_TARGET_ENV].into_iter().filter(|_| !is_on_vercel);
    let marks = runtime::marks().chain([names::SKATE_ENV_RUN]).chain(said);
    let set: Vec<_> = marks.filter(is_own).collect();
    if set.is_empty() {
        return variables;
    }
    let modes = [Mode::Development, Mode::Production, Mode::Test];
    let mut names: Vec<_> =
        modes.into_iter().flat_map(Mode::file_names).chain([&PRISMA_FILE]).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let Ok(Some(bytes)) = read_bytes(&directory.join(name)) else { continue };
        for assignment in load(&[File::new(*name, &bytes)], &|_| None).assignments {
            let value = assignment.value.expose_secret();
            let is_loaded = set.contains(&assignment.name.as_str())
                && variables.get(&assignment.name) == Some(value);
            if is_loaded {
                variables.set_from(assignment.name, value, assignment.place);
            }
        }
    }
    variables
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_vercel_pulled_is_the_file_s_and_on_vercel_the_process_s() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join(".env.local"), "VERCEL_ENV=\"production\"\n").unwrap();
        let place = |pairs: &[(&str, &str)]| {
            let process = pairs.iter().copied().collect();
            with_places_of_marks(directory.path(), process).place("VERCEL_ENV").cloned()
        };
        assert!(place(&[("VERCEL_ENV", "production"), ("VERCEL_URL", "")]).is_some());
        assert!(place(&[("VERCEL_ENV", "preview")]).is_none());
        assert!(place(&[("VERCEL_ENV", "production"), ("VERCEL_URL", "x.vercel.app")]).is_none());
    }

    #[test]
    fn a_mark_has_the_place_of_the_file_that_assigns_it() {
        let directory = tempfile::tempdir().unwrap();
        let text = "\nSKATE_ENV_RUNTIME=deployed\nGITHUB_ACTIONS=true\nPORT=3000\n";
        fs::write(directory.path().join(".env.production"), text).unwrap();
        let process =
            [("SKATE_ENV_RUNTIME", "deployed"), ("GITHUB_ACTIONS", "1"), ("PORT", "3000")];
        let variables = with_places_of_marks(directory.path(), Variables::from(process));
        let place = variables.place("SKATE_ENV_RUNTIME").unwrap();
        assert_eq!(place.to_string(), ".env.production:2");
        assert!(variables.place("GITHUB_ACTIONS").is_none(), "its value is the process's own");
        assert!(variables.place("PORT").is_none(), "it is no mark");
    }
}
