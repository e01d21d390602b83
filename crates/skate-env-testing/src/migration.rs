//! Migrations and seeds: what is run once in the draft of a template.

mod command;
mod function;
mod history;
mod scripts;

use std::fmt;
use std::future::Future;
use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest as _, Sha256};
use skate_env_core::{Config, Error};

use crate::Result;
use crate::address::Address;
use command::CommandStep;
use function::FunctionStep;
use history::History;
use scripts::Scripts;

/// One step of a template: SQL, a command or a function.
#[derive(Clone, Debug)]
pub struct Migration(Step);

#[derive(Clone, Debug)]
enum Step {
    Sql { path: PathBuf, history: Option<History> },
    Command(CommandStep),
    Function(FunctionStep),
}

/// The database that a step works on: it becomes the template when every step has succeeded.
#[derive(Clone)]
#[non_exhaustive]
pub struct DraftDatabase {
    url: SecretString,
}

impl DraftDatabase {
    pub(crate) fn new(url: SecretString) -> Self {
        Self { url }
    }

    /// Its URL, password included.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.expose_secret()
    }
}

impl fmt::Debug for DraftDatabase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DraftDatabase(..)")
    }
}

impl Migration {
    /// A file of SQL, or a folder of it, in the order of names: `1_users.sql`, `2_orders.up.sql`
    /// (sqlx), `3_items/up.sql` (diesel). What undoes a migration (`*.down.sql`) is not run.
    pub fn sql(path: impl Into<PathBuf>) -> Self {
        Self(Step::Sql { path: path.into(), history: None })
    }

    /// Prisma's folder `prisma/migrations`, by its own SQL; the rows of `_prisma_migrations` are
    /// those that `prisma migrate deploy` writes.
    pub fn prisma(path: impl Into<PathBuf>) -> Self {
        Self(Step::Sql { path: path.into(), history: Some(History::Prisma) })
    }

    /// Drizzle's folder (`drizzle`), in the order of its journal; the rows of
    /// `drizzle.__drizzle_migrations` are those that its `migrate()` writes.
    pub fn drizzle(path: impl Into<PathBuf>) -> Self {
        Self(Step::Sql { path: path.into(), history: Some(History::Drizzle) })
    }

    /// A command, in a folder, with the variables of [`crate::variables_of`] for the draft. `inputs`
    /// are the files and folders whose content decides whether it has to run again.
    pub fn command(
        program: impl Into<String>,
        arguments: impl IntoIterator<Item = impl Into<String>>,
        directory: impl Into<PathBuf>,
        inputs: impl IntoIterator<Item = impl Into<PathBuf>>,
    ) -> Self {
        Self(Step::Command(CommandStep {
            program: program.into(),
            arguments: arguments.into_iter().map(Into::into).collect(),
            directory: directory.into(),
            inputs: inputs.into_iter().map(Into::into).collect(),
        }))
    }

    /// A function. `key` says what it does: another key is another template.
    pub fn function<F, E>(
        key: impl Into<String>,
        function: impl Fn(DraftDatabase) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<(), E>> + Send + 'static,
        E: fmt::Display,
    {
        Self(Step::Function(FunctionStep::new(key.into(), function)))
    }

    /// Adds what the step depends on to the hash of the template.
    pub(crate) fn add_to(&self, hash: &mut Sha256) -> Result<()> {
        match &self.0 {
            Step::Sql { path, history } => {
                hash.update(format!("sql\0{history:?}\0"));
                for script in &Scripts::read(path, *history)?.0 {
                    part(hash, script.name.as_bytes());
                    part(hash, script.text.as_bytes());
                }
            }
            Step::Command(command) => command.add_to(hash)?,
            Step::Function(function) => {
                hash.update("function\0");
                part(hash, function.key.as_bytes());
            }
        }
        Ok(())
    }

    /// Runs the step in a database.
    pub(crate) async fn apply(&self, draft: &Draft<'_>) -> Result<()> {
        match &self.0 {
            Step::Sql { path, history } => {
                let scripts = Scripts::read(path, *history)?;
                scripts.apply(draft).await?;
                match history {
                    Some(history) => history.write(&scripts, draft).await,
                    None => Ok(()),
                }
            }
            Step::Command(command) => command.run(draft).await,
            Step::Function(function) => function.call(draft).await,
        }
    }
}

/// The database that is being migrated, for the steps.
pub(crate) struct Draft<'d> {
    pub(crate) address: &'d Address,
    pub(crate) name: &'d str,
    pub(crate) config: &'d Config,
    pub(crate) timeout: std::time::Duration,
}

impl Draft<'_> {
    pub(crate) fn database(&self) -> DraftDatabase {
        DraftDatabase::new(self.address.url(self.name))
    }

    /// A session of the owner, whose statements end with the step's time.
    pub(crate) async fn connect(&self) -> Result<tokio_postgres::Client> {
        let settings = format!("-c statement_timeout={}ms", self.timeout.as_millis());
        let connected = self.address.connect(&self.address.owner, self.name, &settings).await;
        connected.map_err(crate::error::of_postgres("open a session for the migrations"))
    }
}

/// A part of a hash, with its length: no two lists of parts are the same bytes.
pub(crate) fn part(hash: &mut Sha256, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}

/// A step failed: which one, and what it answered.
pub(crate) fn failed(what: &str, why: &str) -> Error {
    let why = why.trim_end_matches('.');
    crate::error::error(
        skate_env_core::Code::TemplateFailed,
        format!("{what} failed: {why}."),
        "Fix it, and run the tests again: the template is built anew.",
    )
}

/// A step did not end in its time.
pub(crate) fn too_slow(what: &str, timeout: std::time::Duration) -> Error {
    crate::error::error(
        skate_env_core::Code::TemplateFailed,
        format!("{what} did not end within {} seconds.", timeout.as_secs()),
        "See what it waits for; a step that needs longer is given a longer time limit.",
    )
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
