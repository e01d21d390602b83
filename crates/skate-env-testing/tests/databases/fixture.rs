//! A test server for these tests alone, in a folder of its own: stopped when the last of those that
//! run at the same time has ended.
#![expect(clippy::disallowed_methods, reason = "`cargo xtask test` sets the path of PostgreSQL")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use skate_env_core::Variables;
use skate_env_testing::{Migration, Options, ServerChoice, TestDatabase, stop_server};
use tempfile::TempDir;
use tokio_postgres::{Client, NoTls};

/// Far longer than anything here takes.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(120);

/// A server; dropping it stops it.
pub(crate) struct Server {
    folder: TempDir,
}

impl Server {
    /// The server that tests share: each has a template of its own.
    pub(crate) fn shared() -> Arc<Self> {
        static SHARED: Mutex<Weak<Server>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared.upgrade().unwrap_or_else(|| {
            let server = Arc::new(Self::new());
            *shared = Arc::downgrade(&server);
            server
        })
    }

    pub(crate) fn new() -> Self {
        Self::within(&memory_or_disk())
    }

    /// One that does not go with the memory.
    pub(crate) fn on_disk() -> Self {
        Self::within(&std::env::temp_dir())
    }

    fn within(parent: &Path) -> Self {
        let folder = tempfile::Builder::new().prefix("skate-env-testing-").tempdir_in(parent);
        let folder = folder.unwrap();
        open_to_all(folder.path());
        Self { folder }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn variables(&self) -> Variables {
        let mut variables = Variables::new();
        variables.set("SKATE_ENV_TEST_HOME", self.folder().join("server").to_string_lossy());
        // If this process is killed, nothing stays.
        variables.set("SKATE_ENV_TEST_IDLE", "60");
        if let Ok(folder) = std::env::var("SKATE_ENV_TEST_POSTGRES") {
            variables.set("SKATE_ENV_POSTGRES_BIN", folder);
        }
        variables
    }

    pub(crate) fn choice(&self) -> ServerChoice {
        ServerChoice::new(self.folder(), &self.variables())
    }

    /// A small pool, and what else the test adds.
    pub(crate) fn options(&self) -> Options {
        Options::new(self.folder(), &self.variables()).pool(2)
    }

    /// A file or folder of the test's own.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// A migration of this text.
    pub(crate) fn sql(&self, name: &str, text: &str) -> Migration {
        let path = self.path(&format!("{name}.sql"));
        fs::write(&path, text).unwrap();
        Migration::sql(path)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        stop_server(&self.choice()).unwrap();
    }
}

/// Where the helper itself puts a server: in memory where there is room.
fn memory_or_disk() -> PathBuf {
    #[cfg(target_os = "linux")]
    {
        let memory = Path::new("/dev/shm");
        let status = rustix::fs::statvfs(memory);
        if status.is_ok_and(|status| status.f_bavail * status.f_frsize >= 2 << 30) {
            return memory.to_owned();
        }
    }
    std::env::temp_dir()
}

pub(crate) fn open_to_all(folder: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let _ = folder;
}

pub(crate) async fn connect(url: &str) -> Client {
    try_connect(url).await.unwrap()
}

pub(crate) async fn try_connect(url: &str) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// The only value of a query.
pub(crate) async fn ask<T: for<'r> tokio_postgres::types::FromSql<'r>>(
    client: &Client,
    query: &str,
) -> T {
    client.query_one(query, &[]).await.unwrap().get(0)
}

/// A session of the administrator in the database that lists the others.
pub(crate) async fn administrator(server: &Server) -> Client {
    use secrecy::ExposeSecret;
    let (found, _) = skate_env_testing::start_server(&server.choice()).unwrap();
    let password = found.password.expose_secret();
    let (user, port) = (&found.superuser, found.port);
    let url = format!("postgresql://{user}:{password}@127.0.0.1:{port}/skate_env_test_1");
    let deadline = Instant::now() + TIMEOUT;
    // The first test creates it.
    while let Err(error) = tokio_postgres::connect(&url, NoTls).await {
        assert!(Instant::now() < deadline, "{error}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    connect(&url).await
}

/// Waits for a condition on the server.
pub(crate) async fn until(client: &Client, what: &str) {
    until_within(TIMEOUT, client, what).await;
}

pub(crate) async fn until_within(timeout: Duration, client: &Client, what: &str) {
    let deadline = Instant::now() + timeout;
    while !ask::<bool>(client, &format!("SELECT {what}")).await {
        assert!(Instant::now() < deadline, "not in time: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

pub(crate) async fn create(options: &Options) -> TestDatabase {
    TestDatabase::create(options).await.unwrap()
}
