//! The test server: one PostgreSQL server of this user for databases that live as long as a test.
//!
//! It is started on demand by whichever process needs it first, outlives that process, and stops
//! ten minutes after its last client. Nothing in it is durable, so its folder is in memory where
//! there is room, and a server that did not stop in order loses its data.

mod home;
mod idle;
mod login;
mod start;

use std::path::PathBuf;
use std::time::Duration;

use secrecy::SecretString;

pub use home::TestServerHome;
use login::Login;

use crate::files::remove_folder;
use crate::postgres::running_process;
use crate::{Account, Binaries, Result};

/// How long the server runs without a client.
const IDLE: Duration = Duration::from_secs(600);

/// The options of a test server.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TestServerOptions {
    /// The folder of the server.
    pub home: TestServerHome,
    /// How long the server runs without a client before it stops.
    pub idle: Duration,
}

impl TestServerOptions {
    /// A server that stops ten minutes after its last client.
    #[must_use]
    pub fn new(home: TestServerHome) -> Self {
        Self { home, idle: IDLE }
    }
}

/// A running test server.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TestServer {
    /// Its folder.
    pub folder: PathBuf,
    /// The id of its main process.
    pub process: u32,
    /// The port on 127.0.0.1.
    pub port: u16,
    /// PostgreSQL's major version.
    pub major: u32,
    /// The superuser's name.
    pub superuser: String,
    /// The superuser's password.
    pub password: SecretString,
    /// The password for the role that tests log in as.
    pub test_password: SecretString,
}

impl TestServer {
    /// Finds the running server of a folder.
    ///
    /// # Errors
    ///
    /// `folder_of_another_user`: its folder lies where every user may create one; `io`.
    pub fn find(home: &TestServerHome) -> Result<Option<Self>> {
        let folder = home.folder();
        if !folder.exists() {
            return Ok(None);
        }
        Account::for_servers()?.check_owner(folder)?;
        let Some(process) = running_process(&folder.join("data")) else { return Ok(None) };
        let Some(login) = Login::read(folder)? else { return Ok(None) };
        Ok(Some(login.into_server(folder.to_owned(), process)))
    }

    /// Finds the running server of a folder, or starts one. Returns whether it was started.
    ///
    /// # Errors
    ///
    /// `folder_in_use` when another process that starts it does not finish, and the errors of a
    /// cluster's start.
    pub fn start(binaries: &Binaries, options: &TestServerOptions) -> Result<(Self, bool)> {
        if let Some(running) = Self::find(&options.home)? {
            return Ok((running, false));
        }
        start::start(binaries, options)
    }

    /// Stops the server of a folder and deletes its data. Returns whether it was running.
    ///
    /// # Errors
    ///
    /// `stop_failed`, `folder_in_use`, `io`.
    pub fn stop(home: &TestServerHome) -> Result<bool> {
        let folder = home.folder();
        if !folder.exists() {
            return Ok(false);
        }
        let account = Account::for_servers()?;
        account.check_owner(folder)?;
        let _lock = start::lock(folder)?;
        let was_running = start::stop(folder)?;
        remove_folder(&folder.join("data"))?;
        Ok(was_running)
    }
}
