//! What a test database is built from, and where.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use skate_env_core::Variables;

use crate::{Migration, ServerChoice, server};

/// The constructor of one kind of migrations.
type MigrationOf = fn(PathBuf) -> Migration;

/// What the databases of a suite are built from, and on which server.
#[derive(Clone, Debug)]
pub struct Options {
    pub(crate) directory: PathBuf,
    pub(crate) server: Arc<ServerChoice>,
    pub(crate) extensions: Vec<String>,
    pub(crate) steps: Vec<Migration>,
    pub(crate) pool: usize,
    pub(crate) label: String,
    pub(crate) step_timeout: Duration,
    pub(crate) build_timeout: Duration,
}

impl Options {
    /// No migrations, on the server that the variables of a process choose; policies are those of
    /// the directory.
    #[must_use]
    pub fn new(directory: impl Into<PathBuf>, variables: &Variables) -> Self {
        let directory = directory.into();
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            server: Arc::new(ServerChoice::new(&directory, variables)),
            directory,
            extensions: Vec::new(),
            steps: Vec::new(),
            pool: 2 * cores,
            label: String::new(),
            step_timeout: Duration::from_secs(120),
            build_timeout: Duration::from_secs(300),
        }
    }

    /// The migrations of a crate, or of its workspace: the first of `migrations` (plain SQL, sqlx or
    /// diesel), `prisma/migrations` and `drizzle` that exists, in the folder or a parent of it.
    #[must_use]
    pub fn of_crate(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        let options = Self::new(&folder, &server::variables_of_process());
        let kinds: [(&str, MigrationOf); 3] = [
            ("migrations", Migration::sql),
            ("prisma/migrations", Migration::prisma),
            ("drizzle/meta", |meta| Migration::drizzle(meta.with_file_name(""))),
        ];
        let places = folder.ancestors().flat_map(|parent| {
            kinds.iter().map(move |(name, migration)| (parent.join(name), migration))
        });
        match places.into_iter().find(|(path, _)| path.is_dir()) {
            Some((path, migration)) => options.migrate(migration(path)),
            None => options,
        }
    }

    /// Adds a step to the template: a migration, or a seed. Steps run in this order.
    #[must_use]
    pub fn migrate(mut self, step: Migration) -> Self {
        self.steps.push(step);
        self
    }

    /// Adds a file of SQL as a step; a relative path is one in the directory.
    #[must_use]
    pub fn seed_file(self, path: impl AsRef<Path>) -> Self {
        let path = self.directory.join(path);
        self.migrate(Migration::sql(path))
    }

    /// Adds an extension, which the server's administrator creates before the migrations.
    #[must_use]
    pub fn extension(mut self, name: impl Into<String>) -> Self {
        self.extensions.push(name.into());
        self
    }

    /// How many databases are kept ready; twice the number of workers is right. With 0
    /// every database is cloned when it is asked for.
    #[must_use]
    pub fn pool(mut self, size: usize) -> Self {
        self.pool = size;
        self
    }

    /// What a kept database is called in lists: the test's name or its file.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// How long one migration or seed may take. A longer one is ended, and its template fails.
    #[must_use]
    pub fn step_timeout(mut self, timeout: Duration) -> Self {
        self.step_timeout = timeout;
        self
    }

    /// How long to wait for another process that builds the same template. After that, the database
    /// is migrated by itself.
    #[must_use]
    pub fn build_timeout(mut self, timeout: Duration) -> Self {
        self.build_timeout = timeout;
        self
    }
}
