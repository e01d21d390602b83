//! Loads `skate-env.toml`, and resolves database URLs with it.

use std::path::PathBuf;

use napi_derive::napi;
use skate_env_core::{Config, Variables, files, names, resolve};

use crate::{
    facts::TestFacts,
    failure::{Outcome, outcome},
    request::RequestOptions,
    resolution::Resolution,
};

/// The policy of a directory.
#[napi]
pub struct Policy {
    pub(crate) directory: PathBuf,
    pub(crate) config: Config,
    path: Option<PathBuf>,
    pub(crate) names: Vec<String>,
}

impl Policy {
    pub(crate) fn new(directory: PathBuf, path: Option<PathBuf>, config: Config) -> Self {
        let names = config.variable_names().into_iter().map(Into::into).collect();
        Self { directory, config, path, names }
    }
}

/// Finds and reads every `skate-env.toml` in a directory and its parents.
#[napi]
#[must_use]
pub fn load_policy(directory: String) -> Outcome<Policy> {
    outcome(|| {
        let directory = PathBuf::from(directory);
        let found = files::find_config(&directory)?;
        Ok(Policy::new(directory, found.paths.into_iter().next(), found.config))
    })
}

/// Parses a policy, for tests.
#[napi]
#[must_use]
pub fn parse_policy(text: String) -> Outcome<Policy> {
    outcome(|| {
        let config = Config::parse(Config::FILE_NAME, &text)?;
        Ok(Policy::new(PathBuf::new(), None, config))
    })
}

#[napi]
impl Policy {
    /// The path of the nearest file, if there is one.
    #[napi(getter)]
    #[must_use]
    pub fn path(&self) -> Option<String> {
        self.path.as_ref().map(|path| path.to_string_lossy().into_owned())
    }

    /// The variables that a decision may read, in the order of the values of `resolve`.
    #[napi]
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    /// Resolves from the values of `names()`. Without `given`, facts are those of the process.
    #[napi]
    #[must_use]
    pub fn resolve(
        &self,
        values: Vec<Option<String>>,
        options: RequestOptions,
        given: Option<TestFacts>,
    ) -> Outcome<Resolution> {
        outcome(|| {
            let mut variables = self.variables(values);
            let is_process = given.is_none();
            let facts = if let Some(given) = given {
                given.read()
            } else {
                variables = files::with_places_of_marks(&self.directory, variables);
                files::facts_of_process(&self.directory, &variables)
            };
            let request = options.read()?;
            let mut resolved = resolve(&variables, facts, &self.config, &request);
            // A framework loaded the dotenv files: only a second look tells what they did to a value.
            let is_watched = variables.get(names::NODE_ENV) == Some("development");
            if is_process && (is_watched || resolved.is_err()) {
                let mode = files::dotenv_mode(&variables, request.requested_environment());
                variables = files::with_damage(&self.directory, mode, variables);
                resolved = resolve(&variables, facts, &self.config, &request);
            }
            let way_out =
                |error| files::with_way_out(error, &self.directory, &self.config, &variables);
            let resolved = if is_process { resolved.map_err(way_out) } else { resolved };
            Ok(Resolution::new(resolved?, &self.names))
        })
    }

    fn variables(&self, values: Vec<Option<String>>) -> Variables {
        let pairs = self.names.iter().zip(values);
        pairs.filter_map(|(name, value)| Some((name.clone(), value?))).collect()
    }
}
