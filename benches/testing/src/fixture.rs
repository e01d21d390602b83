//! A test server in a folder of its own, and migrations that make 40 tables.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use secrecy::ExposeSecret;
use skate_env_core::Variables;
use skate_env_testing::{Migration, Options, ServerChoice};
use tempfile::TempDir;
use tokio_postgres::{Client, NoTls};

pub(crate) type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;
/// The running server.
pub(crate) type Server = skate_env_local::TestServer;

pub(crate) const TABLES: usize = 40;

pub(crate) struct Fixture {
    folder: TempDir,
    variables: Variables,
}

impl Fixture {
    pub(crate) fn new(postgres: &str) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755))?;
        }
        let home = in_memory_or(folder.path());
        let variables = Variables::from([
            ("SKATE_ENV_TEST_HOME", home.as_str()),
            ("SKATE_ENV_TEST_IDLE", "60"),
            ("SKATE_ENV_POSTGRES_BIN", postgres),
        ]);
        let migrations = folder.path().join("migrations");
        fs::create_dir(&migrations)?;
        for number in 0..TABLES {
            fs::write(migrations.join(format!("{number:02}.sql")), table(number))?;
        }
        fs::write(folder.path().join("other.sql"), "SELECT 1")?;
        Ok(Self { folder, variables })
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn choice(&self) -> ServerChoice {
        ServerChoice::new(self.folder.path(), &self.variables)
    }

    pub(crate) fn options(&self) -> Options {
        let migrations = Migration::sql(self.folder.path().join("migrations"));
        Options::new(self.folder.path(), &self.variables).migrate(migrations)
    }

    /// The same content as another template, which has no pool.
    pub(crate) fn other(&self) -> Options {
        self.options().seed_file("other.sql").pool(0)
    }

    /// All migrations as one text.
    pub(crate) fn schema() -> String {
        (0..TABLES).map(table).collect()
    }

    pub(crate) async fn administrator(&self, server: &Server) -> Outcome<Client> {
        Self::connect(server, "skate_env_test_1").await
    }

    pub(crate) fn url(server: &Server, database: &str) -> String {
        let (user, port) = (&server.superuser, server.port);
        let password = server.password.expose_secret();
        format!("postgresql://{user}:{password}@127.0.0.1:{port}/{database}")
    }

    pub(crate) async fn connect(server: &Server, database: &str) -> Outcome<Client> {
        let url = Self::url(server, database);
        let (client, connection) = tokio_postgres::connect(&url, NoTls).await?;
        tokio::spawn(connection);
        Ok(client)
    }

    /// How long a new process takes for a job: this program, called as a child.
    pub(crate) fn child(&self, job: &str) -> Outcome<Duration> {
        let begun = Instant::now();
        let mut child = Command::new(std::env::current_exe()?);
        child.arg(job).arg(self.folder.path());
        for name in self.variables.names() {
            child.arg(name).arg(self.variables.get(name).unwrap_or_default());
        }
        if !child.status()?.success() {
            return Err(format!("the process of {job} failed").into());
        }
        Ok(begun.elapsed())
    }

    /// The fixture of a parent process.
    pub(crate) fn of_parent(folder: &str, rest: &[String]) -> Options {
        let pairs = rest.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone()));
        let variables: Variables = pairs.collect();
        let migrations = Migration::sql(Path::new(folder).join("migrations"));
        Options::new(folder, &variables).migrate(migrations)
    }
}

/// Ten rows in a table with a key, a reference, an index and a text.
fn table(number: usize) -> String {
    let reference = match number {
        0 => String::new(),
        _ => format!("REFERENCES t{} (id)", number - 1),
    };
    format!(
        "CREATE TABLE t{number} (id int PRIMARY KEY, parent int {reference}, name text NOT NULL, \
         created_at timestamptz DEFAULT now());\nCREATE INDEX ON t{number} (name);\n\
         INSERT INTO t{number} SELECT n, n, 'row ' || n FROM generate_series(1, 10) n;\n"
    )
}

/// As the test server itself chooses.
fn in_memory_or(folder: &Path) -> String {
    let memory = Path::new("/dev/shm");
    let name = format!("skate-env-bench-{}", std::process::id());
    let home = if memory.is_dir() { memory.join(name) } else { folder.join("server") };
    home.to_string_lossy().into_owned()
}

impl Drop for Fixture {
    fn drop(&mut self) {
        let home = self.variables.get("SKATE_ENV_TEST_HOME").unwrap_or_default();
        let _ = fs::remove_dir_all(home);
    }
}
