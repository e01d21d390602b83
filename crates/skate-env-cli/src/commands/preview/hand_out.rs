//! Hands a pull request's database out: a dotenv file, the job's later steps, the step's outputs.

use std::{
    fs::OpenOptions,
    io::Write as _,
    path::{Path, PathBuf},
};

use secrecy::ExposeSecret as _;
use skate_env_core::{
    Code, Environment, Problem,
    neon::lifecycle::{EnsureOutcome, EnsuredBranch},
};
use skate_env_preview::workflow_command::assignment;

use crate::{
    context::Context, env_file::EnvFileEntry, failure::Failure, neon_session::NeonSession,
};

/// Where the database is handed out to.
pub(super) struct HandOut {
    file: Option<PathBuf>,
    /// The file of variables for later steps, if they are wanted.
    variables: Option<PathBuf>,
    /// The file of the step's outputs.
    outputs: Option<PathBuf>,
}

impl HandOut {
    /// Before anything is created: what cannot be handed out is not made.
    pub(super) fn new(
        context: &Context,
        file: Option<PathBuf>,
        github_env: bool,
    ) -> Result<Self, Failure> {
        let path = |name: &str| context.process().get(name).map(PathBuf::from);
        let variables = github_env.then(|| path("GITHUB_ENV").ok_or_else(no_github_env));
        Ok(Self { file, variables: variables.transpose()?, outputs: path("GITHUB_OUTPUT") })
    }

    /// Writes both URLs where they are wanted; returns the names of the variables.
    pub(super) fn urls(
        &self,
        session: &NeonSession<'_>,
        ensured: &EnsuredBranch,
        environment: Environment,
    ) -> Result<Vec<String>, Failure> {
        if self.file.is_none() && self.variables.is_none() {
            return Ok(Vec::new());
        }
        let (name, connection) = (&ensured.branch.name, &ensured.connection);
        let entry = EnvFileEntry::new(session, name, environment, connection)?;
        if let Some(file) = &self.file {
            entry.write_to(&session.context.directory.join(file))?;
        }
        if let Some(path) = &self.variables {
            let mut lines = String::new();
            for (name, value) in entry.assignments() {
                lines += &assignment(name, value.expose_secret())?;
            }
            append(path, &lines)?;
        }
        Ok(entry.assignments().map(|(name, _)| name.to_owned()).collect())
    }

    /// The step's outputs: never a URL.
    pub(super) fn outputs(
        &self,
        ensured: Option<&EnsuredBranch>,
        state: &str,
    ) -> Result<(), Failure> {
        let Some(path) = &self.outputs else { return Ok(()) };
        let mut lines = assignment("state", state)?;
        if let Some(ensured) = ensured {
            lines += &assignment("branch_id", ensured.branch.id.as_str())?;
            lines += &assignment("branch", &ensured.branch.name)?;
            lines += &assignment("how", how(ensured.outcome))?;
        }
        append(path, &lines)
    }
}

/// How the branch came to be, in a word.
pub(super) fn how(outcome: EnsureOutcome) -> &'static str {
    match outcome {
        EnsureOutcome::Created => "created",
        EnsureOutcome::Reused => "reused",
        EnsureOutcome::Reset => "reset",
    }
}

/// Appends to a file that the runner made; one that is missing is created for its owner alone.
pub(super) fn append(path: &Path, text: &str) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| {
        let message = format!("{} cannot be written: {error}.", path.display());
        let hint = "Check the variable of GitHub Actions that names it. The database is there.";
        Problem::new(Code::FileNotWritten, message, hint).into()
    })
}

fn no_github_env() -> Failure {
    Failure::usage(
        "Cannot use --github-env: GITHUB_ENV is not set, so this is no job of GitHub Actions.",
        "Use `--write-env FILE`.",
    )
}
