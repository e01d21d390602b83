//! Reads the process: variables, dotenv files, the policy and facts about the machine. No other
//! module does.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use skate_env_command_line::{CommandAnalysis, Connection, judge, judge_all};
use skate_env_core::{
    Code, Config, Environment, Error, Facts, Problem, Purpose, Request, ResolvedDatabase,
    Variables, dotenv::Mode, files, resolve,
};

use crate::{failure::Failure, options::GlobalOptions, recording::SharedDetails};

/// The process and its directory, as they are when the command starts.
#[derive(Clone)]
pub(crate) struct Context {
    /// The working directory, whose dotenv files are read.
    pub(crate) directory: PathBuf,
    /// The policy; the default where there is no file.
    pub(crate) config: Config,
    /// The policy's file: the nearest, where there are several.
    pub(crate) config_path: Option<PathBuf>,
    /// Every file of the policy, the nearest first.
    pub(crate) config_paths: Vec<PathBuf>,
    /// Variables of the process, without those of files.
    process: Variables,
    /// Names of variables whose value is not UTF-8.
    not_utf8: Vec<String>,
    /// What `--environment` names.
    environment: Option<Environment>,
    /// What `--consent` names.
    consent: Option<String>,
    /// What `--config` names.
    named_config: Option<PathBuf>,
    /// What the command says of what it did, for the record.
    pub(crate) details: SharedDetails,
}

impl Context {
    /// Reads the process and the policy.
    pub(crate) fn gather(global: &GlobalOptions) -> Result<Self, Failure> {
        let directory = directory()?;
        let policy = files::find_config_beside(global.config.as_deref(), &directory)?;
        let (process, not_utf8) = process();
        Ok(Self {
            directory,
            config: policy.config,
            config_path: policy.paths.first().cloned(),
            config_paths: policy.paths,
            process,
            not_utf8,
            environment: global.environment,
            consent: global.consent.clone(),
            named_config: global.config.clone(),
            details: SharedDetails::default(),
        })
    }

    /// The policy that a process reads in this working directory, where `--config` names `named`.
    pub(crate) fn policy(named: Option<&Path>) -> Result<Config, Error> {
        Ok(files::find_config_beside(named, &directory()?)?.config)
    }

    /// What `--config` names.
    pub(crate) fn named_config(&self) -> Option<&Path> {
        self.named_config.as_deref()
    }

    /// The project's folder: the policy's folder, or the working directory.
    pub(crate) fn project(&self) -> PathBuf {
        let folder = self.config_path.as_ref().and_then(|path| path.parent());
        self.directory.join(folder.unwrap_or(Path::new("")))
    }

    /// The environment that `--environment` names.
    pub(crate) fn requested(&self) -> Option<Environment> {
        self.environment
    }

    /// Refuses `--environment` where a command has no use for it: why, and what to do instead.
    pub(crate) fn forbid_environment(&self, why: &str, instead: &str) -> Result<(), Failure> {
        let refused = || Failure::usage(format!("Cannot use --environment here: {why}"), instead);
        self.environment.map_or(Ok(()), |_| Err(refused()))
    }

    /// The variables with which the command resolves.
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

    /// The request that the global options make.
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
        self.checked(variables, resolve(variables, facts, &self.config, &self.request(purpose)))
    }

    /// The database of an environment, whichever environment the variables name.
    pub(crate) fn resolve_as(
        &self,
        variables: &Variables,
        environment: Environment,
    ) -> Result<ResolvedDatabase, Error> {
        let facts = self.facts(variables);
        let request = self.request(None).environment(environment);
        self.checked(variables, resolve(variables, facts, &self.config, &request))
    }

    /// The database of an environment for a purpose.
    pub(crate) fn resolve_for(
        &self,
        variables: &Variables,
        environment: Environment,
        purpose: Purpose,
    ) -> Result<ResolvedDatabase, Error> {
        let facts = self.facts(variables);
        let request = self.request(Some(purpose)).environment(environment);
        self.checked(variables, resolve(variables, facts, &self.config, &request))
    }

    /// The database that a command line may talk to.
    pub(crate) fn judge(
        &self,
        variables: &Variables,
        purpose: Option<Purpose>,
        analysis: &CommandAnalysis,
    ) -> Result<ResolvedDatabase, Error> {
        let (facts, request) = (self.facts(variables), self.request(purpose));
        let connection = Connection::Direct;
        self.checked(
            variables,
            judge(variables, facts, &self.config, &request, analysis, connection),
        )
    }

    /// Every database that a command line of `run` may reach, the environment's own first: behind
    /// a gateway where production is.
    pub(crate) fn judge_all(
        &self,
        variables: &Variables,
        purpose: Option<Purpose>,
        analysis: &CommandAnalysis,
    ) -> Result<Vec<ResolvedDatabase>, Error> {
        let (facts, request) = (self.facts(variables), self.request(purpose));
        let connection = Connection::Guarded;
        let databases = judge_all(variables, facts, &self.config, &request, analysis, connection);
        let databases = databases.map_err(|error| self.with_way_out(error, variables))?;
        databases.into_iter().map(|resolved| self.checked(variables, Ok(resolved))).collect()
    }

    /// What `--consent` says.
    pub(crate) fn consent(&self) -> Option<&str> {
        self.consent.as_deref()
    }

    fn with_way_out(&self, error: Error, variables: &Variables) -> Error {
        files::with_way_out(error, &self.directory, &self.config, variables)
    }

    fn checked(
        &self,
        variables: &Variables,
        resolved: Result<ResolvedDatabase, Error>,
    ) -> Result<ResolvedDatabase, Error> {
        let resolved = resolved.map_err(|error| self.with_way_out(error, variables))?;
        // A driver would read another value than we did.
        let unreadable =
            self.not_utf8.iter().find(|name| resolved.depends_on.contains(&name.as_str().into()));
        match unreadable {
            Some(name) => Err(not_utf8(name).in_environment(resolved.environment)),
            None => Ok(resolved),
        }
    }

    /// A path, relative to the working directory where it lies below it.
    pub(crate) fn relative<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(&self.directory).unwrap_or(path)
    }

    /// Whether this is CI.
    pub(crate) fn is_ci(&self) -> bool {
        self.process.get("CI").is_some()
    }

    /// Facts about the process and the machine.
    pub(crate) fn facts(&self, variables: &Variables) -> Facts {
        files::facts_of_process(&self.directory, variables)
    }
}

/// The working directory.
#[expect(clippy::disallowed_methods, reason = "the command reads the process for the core")]
pub(crate) fn directory() -> Result<PathBuf, Error> {
    std::env::current_dir().map_err(|error| {
        Error::from_problem(Problem::new(
            Code::UnreadableFile,
            format!("The working directory cannot be read: {error}."),
            "Change to a directory that exists.",
        ))
    })
}

/// Every variable, and the names of those that are not UTF-8: in their values, as in Node.js,
/// replacement characters stand.
#[expect(clippy::disallowed_methods, reason = "the command reads the process for the core")]
fn process() -> (Variables, Vec<String>) {
    let lossy = |text: &OsString| text.to_string_lossy().into_owned();
    let mut variables = Variables::new();
    let mut not_utf8 = Vec::new();
    for (name, value) in std::env::vars_os() {
        if value.to_str().is_none() {
            not_utf8.push(lossy(&name));
        }
        variables.set(lossy(&name), lossy(&value));
    }
    (variables, not_utf8)
}

fn not_utf8(name: &str) -> Error {
    let message = format!("{name} is not UTF-8.");
    let hint = format!("Set {name} again; in a URL, percent-encode what is not ASCII.");
    let problem = Problem::new(Code::InvalidConfig, message, hint);
    Error::from_problem(problem.of_variable(name, None))
}
