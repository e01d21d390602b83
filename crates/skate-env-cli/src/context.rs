//! What a command knows: variables, files and facts. The only place that reads the process.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use skate_env_command_line::{CommandAnalysis, judge, judge_all};
use skate_env_core::{
    Code, Config, Environment, Error, Facts, Problem, Purpose, Request, ResolvedDatabase,
    Variables, dotenv::Mode, files, resolve,
};

use crate::{failure::Failure, options::GlobalOptions};

/// The process and its directory, as they are when the command starts.
pub(crate) struct Context {
    /// The working directory, whose dotenv files are read.
    pub(crate) directory: PathBuf,
    /// The policy; the default where there is no file.
    pub(crate) config: Config,
    /// The policy's file.
    pub(crate) config_path: Option<PathBuf>,
    /// Variables of the process alone.
    process: Variables,
    /// Names of those whose value is no UTF-8.
    damaged: Vec<String>,
    environment: Option<Environment>,
    consent: Option<String>,
}

impl Context {
    /// Reads the process and finds the policy.
    pub(crate) fn gather(global: &GlobalOptions) -> Result<Self, Failure> {
        let directory = directory()?;
        let (config_path, config) = match &global.config {
            Some(path) => (Some(path.clone()), files::read_config(path)?),
            None => match files::find_config(&directory)? {
                Some((path, config)) => (Some(path), config),
                None => (None, Config::default()),
            },
        };
        let (process, damaged) = process();
        Ok(Self {
            directory,
            config,
            config_path,
            process,
            damaged,
            environment: global.environment,
            consent: global.consent.clone(),
        })
    }

    /// The project's folder: the policy's, or the working directory.
    pub(crate) fn project(&self) -> PathBuf {
        let folder = self.config_path.as_ref().and_then(|path| path.parent());
        self.directory.join(folder.unwrap_or(Path::new("")))
    }

    /// The environment that `--environment` names.
    pub(crate) fn requested(&self) -> Option<Environment> {
        self.environment
    }

    /// The variables that this command decides by.
    pub(crate) fn variables(&self) -> Result<Variables, Error> {
        self.variables_in(files::dotenv_mode(&self.process, self.environment))
    }

    /// The variables of a process that reads the dotenv files of a mode.
    pub(crate) fn variables_in(&self, mode: Mode) -> Result<Variables, Error> {
        Ok(files::load_dotenv(&self.directory, mode, &self.process)?.variables)
    }

    /// The variables that the process was started with, without any file.
    pub(crate) fn process(&self) -> &Variables {
        &self.process
    }

    /// What is asked for, as far as the global options say.
    pub(crate) fn request(&self, purpose: Option<Purpose>) -> Request {
        let mut request = Request::new();
        if let Some(environment) = self.environment {
            request = request.environment(environment);
        }
        if let Some(purpose) = purpose {
            request = request.purpose(purpose);
        }
        match &self.consent {
            Some(consent) => request.consent(consent.clone()),
            None => request,
        }
    }

    /// The database that this process may talk to.
    pub(crate) fn resolve(
        &self,
        variables: &Variables,
        purpose: Option<Purpose>,
    ) -> Result<ResolvedDatabase, Error> {
        let facts = self.facts(variables);
        self.checked(resolve(variables, facts, &self.config, &self.request(purpose))?)
    }

    /// The database of an environment, whatever the variables say.
    pub(crate) fn resolve_as(
        &self,
        variables: &Variables,
        environment: Environment,
    ) -> Result<ResolvedDatabase, Error> {
        let facts = self.facts(variables);
        let request = self.request(None).environment(environment);
        self.checked(resolve(variables, facts, &self.config, &request)?)
    }

    /// The database of an environment for a purpose, whatever the variables say.
    pub(crate) fn resolve_for(
        &self,
        variables: &Variables,
        environment: Environment,
        purpose: Purpose,
    ) -> Result<ResolvedDatabase, Error> {
        let facts = self.facts(variables);
        let request = self.request(Some(purpose)).environment(environment);
        self.checked(resolve(variables, facts, &self.config, &request)?)
    }

    /// The database that a command line may talk to.
    pub(crate) fn judge(
        &self,
        variables: &Variables,
        purpose: Option<Purpose>,
        analysis: &CommandAnalysis,
    ) -> Result<ResolvedDatabase, Error> {
        let (facts, request) = (self.facts(variables), self.request(purpose));
        self.checked(judge(variables, facts, &self.config, &request, analysis)?)
    }

    /// Every database that a command line may reach, the environment's own first.
    pub(crate) fn judge_all(
        &self,
        variables: &Variables,
        purpose: Option<Purpose>,
        analysis: &CommandAnalysis,
    ) -> Result<Vec<ResolvedDatabase>, Error> {
        let (facts, request) = (self.facts(variables), self.request(purpose));
        let databases = judge_all(variables, facts, &self.config, &request, analysis)?;
        databases.into_iter().map(|resolved| self.checked(resolved)).collect()
    }

    /// What `--consent` says.
    pub(crate) fn consent(&self) -> Option<&str> {
        self.consent.as_deref()
    }

    fn checked(&self, resolved: ResolvedDatabase) -> Result<ResolvedDatabase, Error> {
        // A driver would not see what we saw.
        let damaged =
            self.damaged.iter().find(|name| resolved.depends_on.contains(&name.as_str().into()));
        match damaged {
            Some(name) => Err(not_utf8(name).in_environment(resolved.environment)),
            None => Ok(resolved),
        }
    }

    /// A path as people here would write it.
    pub(crate) fn relative<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(&self.directory).unwrap_or(path)
    }

    /// What else there is to know of the process.
    pub(crate) fn facts(&self, variables: &Variables) -> Facts {
        files::facts_of_process(&self.directory, variables)
    }
}

#[expect(clippy::disallowed_methods, reason = "the command is the caller's side of the line")]
fn directory() -> Result<PathBuf, Error> {
    std::env::current_dir().map_err(|error| {
        Error::from_problem(Problem::new(
            Code::UnreadableFile,
            format!("The working directory cannot be read: {error}."),
            "Change to a directory that exists.",
        ))
    })
}

/// Every variable, and the names of those that are no UTF-8: Node.js, too, would see a
/// replacement character there.
fn process() -> (Variables, Vec<String>) {
    let lossy = |text: &OsString| text.to_string_lossy().into_owned();
    let mut variables = Variables::new();
    let mut damaged = Vec::new();
    for (name, value) in std::env::vars_os() {
        if value.to_str().is_none() {
            damaged.push(lossy(&name));
        }
        variables.set(lossy(&name), lossy(&value));
    }
    (variables, damaged)
}

fn not_utf8(name: &str) -> Error {
    let message = format!("{name} is not UTF-8.");
    let hint = format!("Set {name} again; in a URL, percent-encode what is not ASCII.");
    let problem = Problem::new(Code::InvalidConfig, message, hint);
    Error::from_problem(problem.of_variable(name, None))
}
