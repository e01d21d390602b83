//! What to do where no database is set: the dotenv file nearby that sets one, or how to begin.

use std::path::Path;

use secrecy::ExposeSecret as _;

use super::{files_around, read_bytes};
use crate::{
    Code, Config, DatabaseUrl, Environment, Error, PinnedDatabases, Request, Variables,
    config::Pins,
    dotenv::{File, Mode, load},
    lookup::Lookup,
    names,
};

/// The error, whose `missing_url` names what sets a URL and is not read: a dotenv file of this
/// directory for another mode, one around it, or another variable. Without a policy it says how to
/// begin.
#[must_use]
pub fn with_way_out(
    error: Error,
    directory: &Path,
    config: &Config,
    variables: &Variables,
) -> Error {
    if error.problems().all(|problem| problem.code != Code::MissingUrl) {
        return error;
    }
    let Some(environment) = error.environment() else { return error };
    let pins = Pins::collect(&Lookup::new(variables), config, &Request::new()).0;
    let production = PinnedDatabases::new(pins.production().cloned());
    let search = Search { directory, config, variables, environment, production };
    let Some(hint) = search.way_out() else { return error };
    error.map_problems(|mut problem| {
        if problem.code == Code::MissingUrl {
            problem.hint.clone_from(&hint);
        }
        problem
    })
}

struct Search<'s> {
    directory: &'s Path,
    config: &'s Config,
    variables: &'s Variables,
    environment: Environment,
    /// Nobody is told to copy a URL of these.
    production: PinnedDatabases,
}

impl Search<'_> {
    fn way_out(&self) -> Option<String> {
        let file = match self.environment {
            Environment::Development => ".env.local",
            Environment::Testing => ".env.test.local",
            // A deployment has no file that somebody could edit.
            _ => return None,
        };
        let own = self.config.url_variables(self.environment).map(|name| name.to_string());
        let is_test = self.environment == Environment::Testing;
        // Tests get no other environment's database.
        let general = names::GENERAL_PAIRS.into_iter().flatten().filter(|_| !is_test);
        let names = own.iter().cloned().chain(general.map(str::to_owned));
        // A variable that the process sets to nothing is not set by any file.
        let asked: Vec<_> = names.filter(|name| self.variables.raw(name).is_none()).collect();
        if let Some((name, path)) = self.unread_file(&asked) {
            let why = if path.contains('/') { "for this folder" } else { "in this mode" };
            let what = if own.contains(&name) {
                format!("set it in {file}, too")
            } else {
                // A general name may be another environment's.
                let environment = self.environment;
                format!("if it is {environment}'s, set it as {} in {file}", own[0])
            };
            return Some(format!("{path} sets {name}, but is not read {why}: {what}."));
        }
        if let Some(name) = self.other_variable().filter(|_| !is_test) {
            return Some(format!(
                "{name} is set, but not asked for: if it is {}'s, set it as {} in {file}.",
                self.environment, own[0]
            ));
        }
        match self.environment {
            Environment::Development if *self.config == Config::default() => {
                Some(format!("Run `skate-env init`, then set {} in {file}.", own[0]))
            }
            Environment::Development => {
                Some(format!("Run `skate-env branch create NAME`, or set {} in {file}.", own[0]))
            }
            _ => None,
        }
    }

    /// The name that a file sets, and the file.
    fn unread_file(&self, asked: &[String]) -> Option<(String, String)> {
        // Nobody is told to copy what production's files hold.
        let modes = [Mode::Development, Mode::Test];
        let own = modes.into_iter().flat_map(Mode::file_names).filter_map(|name| {
            let bytes = read_bytes(&self.directory.join(name)).ok()??;
            Some(((*name).to_owned(), load(&[File::new(*name, &bytes)], &|_| None).assignments))
        });
        let around = files_around(self.directory).into_iter().map(|it| (it.path, it.assignments));
        own.chain(around).find_map(|(path, assignments)| {
            let is_set = |name: &&String| {
                let assigned = assignments.iter().find(|it| it.name == **name);
                let value = assigned.map(|it| it.value.expose_secret().trim()).unwrap_or_default();
                !value.is_empty() && !self.production.are_in(value)
            };
            Some((asked.iter().find(is_set)?.clone(), path))
        })
    }

    /// A variable under another name that holds a PostgreSQL URL, or libpq's host.
    fn other_variable(&self) -> Option<&str> {
        let own = self.config.variable_names();
        let mut names: Vec<_> =
            self.variables.names().filter(|it| own.iter().all(|own| own != it)).collect();
        names.sort_unstable();
        let is_url = |name: &&str| {
            let value = self.variables.get(name).unwrap_or_default();
            let is_url = value.starts_with("postgres") && DatabaseUrl::parse(value).is_ok();
            is_url && !self.production.are_in(value)
        };
        let host = || {
            let host = self.variables.get("PGHOST")?;
            (!self.production.are_in(host)).then_some("PGHOST")
        };
        names.into_iter().find(is_url).or_else(host)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::{Facts, resolve};

    const SET: &str = "POSTGRES_PRISMA_URL=\nDATABASE_URL=postgresql://u:canary@localhost/d\n";

    fn hint(directory: &Path, config: &Config) -> String {
        hint_for(directory, config, &[])
    }

    fn hint_for(directory: &Path, config: &Config, variables: &[(&str, &str)]) -> String {
        let variables: Variables = variables.iter().copied().collect();
        let error = resolve(&variables, Facts::new(), config, &Request::new()).unwrap_err();
        with_way_out(error, directory, config, &variables).hint().to_owned()
    }

    #[test]
    fn the_file_of_another_mode_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let text = format!("{SET}POSTGRES_PRISMA_URL_TEST=postgresql://u:canary@localhost/t\n");
        fs::write(folder.path().join(".env.local"), text).unwrap();
        let said = hint_for(folder.path(), &Config::default(), &[("NODE_ENV", "test")]);
        let expected = ".env.local sets POSTGRES_PRISMA_URL_TEST, but is not read in this mode: \
                        set it in .env.test.local, too.";
        assert_eq!(said, expected);
        let emptied = hint_for(folder.path(), &Config::default(), &[("DATABASE_URL", "")]);
        assert!(emptied.starts_with("Run `skate-env init`"), "no file sets it: {emptied}");
        fs::rename(folder.path().join(".env.local"), folder.path().join(".env.production"))
            .unwrap();
        let said = hint(folder.path(), &Config::default());
        assert!(said.starts_with("Run `skate-env init`"), "production's file is no source: {said}");
    }

    #[test]
    fn a_url_under_another_name_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let url = "postgresql://u:canary@localhost/d";
        for name in ["POSTGRES_URL", "MY_DB"] {
            let said =
                hint_for(folder.path(), &Config::default(), &[("A", "postgres"), (name, url)]);
            let expected = format!(
                "{name} is set, but not asked for: if it is development's, set it as POSTGRES_PRISMA_URL_DEV in .env.local."
            );
            assert_eq!(said, expected);
        }
        let said = hint_for(folder.path(), &Config::default(), &[("PGHOST", "localhost")]);
        assert!(said.starts_with("PGHOST is set"), "{said}");
    }

    #[test]
    fn the_file_of_the_workspace_s_root_is_named() {
        for root in ["pnpm-workspace.yaml", ".git"] {
            let folder = tempfile::tempdir().unwrap();
            let package = folder.path().join("packages/db");
            fs::create_dir_all(package.join("prisma")).unwrap();
            fs::write(folder.path().join(root), "").unwrap();
            assert!(hint(&package, &Config::default()).starts_with("Run `skate-env init`"));
            fs::write(folder.path().join(".env"), SET).unwrap();
            let said = hint(&package, &Config::default());
            assert!(said.starts_with("../../.env sets DATABASE_URL, but"), "{root}: {said}");
            fs::write(package.join("prisma/.env"), SET).unwrap();
            assert!(hint(&package, &Config::default()).starts_with("prisma/.env sets"));
        }
    }

    #[test]
    fn nobody_is_told_to_copy_production_s_url() {
        let folder = tempfile::tempdir().unwrap();
        let package = folder.path().join("packages/db");
        fs::create_dir_all(&package).unwrap();
        fs::create_dir(folder.path().join(".git")).unwrap();
        let url = "postgresql://u:canary@ep-cool-darkness-123456.us-east-2.aws.neon.tech/d";
        fs::write(folder.path().join(".env"), format!("DATABASE_URL={url}\n")).unwrap();
        let pinned = [("SKATE_ENV_PRODUCTION", "ep-cool-darkness-123456"), ("MY_DB", url)];
        let said = hint_for(&package, &Config::default(), &pinned);
        assert!(said.starts_with("Run `skate-env init`"), "{said}");
        let said = hint(&package, &Config::default());
        let expected = "../../.env sets DATABASE_URL, but is not read for this folder: \
                        if it is development's, set it as POSTGRES_PRISMA_URL_DEV in .env.local.";
        assert_eq!(said, expected);
    }

    #[test]
    fn a_file_outside_of_the_project_is_nobody_s_business() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("project");
        fs::create_dir_all(project.join(".git")).unwrap();
        fs::write(folder.path().join(".env"), SET).unwrap();
        assert!(hint(&project, &Config::default()).starts_with("Run `skate-env init`"));
        let config = Config::parse("skate-env.toml", "strict = true").unwrap();
        assert!(hint(&project, &config).starts_with("Run `skate-env branch create NAME`"));
    }
}
