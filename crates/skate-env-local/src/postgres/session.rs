//! A session of the superuser on a server of ours.

use std::fmt;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use skate_env_core::Code;
use tokio::task::JoinHandle;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Config, NoTls, Row};

use crate::{Error, Result};

const PATIENCE: Duration = Duration::from_secs(10);

/// What a database or role was given with `ALTER … SET` must not bend our own statements, and
/// no function of a user's may stand in for PostgreSQL's.
const OPTIONS: &str = "-c search_path=pg_catalog -c statement_timeout=0 -c lock_timeout=0 \
    -c idle_session_timeout=0 -c idle_in_transaction_session_timeout=0 \
    -c default_transaction_read_only=off -c default_transaction_isolation=read\\ committed";

/// Who may do everything on one running server.
#[derive(Clone, Debug)]
pub(crate) struct Superuser {
    /// The server's own port on 127.0.0.1.
    pub(crate) port: u16,
    /// The role's name.
    pub(crate) name: String,
    /// Its password.
    pub(crate) password: SecretString,
}

impl Superuser {
    /// Opens a session.
    ///
    /// # Errors
    ///
    /// `session_failed`.
    pub(crate) async fn connect(&self, database: &str) -> Result<Session> {
        self.connect_with(database, "").await
    }

    /// The same, with more of the session's settings, as `-c name=value`.
    pub(crate) async fn connect_with(&self, database: &str, options: &str) -> Result<Session> {
        let mut config = Config::new();
        config.host("127.0.0.1").port(self.port).dbname(database);
        config.user(&self.name).password(self.password.expose_secret());
        config.application_name("skate-env").connect_timeout(PATIENCE);
        config.options(format!("{OPTIONS} {options}"));
        let connecting = tokio::time::timeout(PATIENCE, config.connect(NoTls));
        let (client, connection) = match connecting.await {
            Ok(connected) => connected.map_err(Error::session(self.port))?,
            Err(_) => {
                let message = format!("the server on port {} did not answer", self.port);
                let hint = "See the server's log, then try again.";
                return Err(Error::new(Code::SessionTimeout, message, hint));
            }
        };
        // Its end is seen by whoever waits for an answer.
        let connection = tokio::spawn(async move { drop(connection.await) });
        Ok(Session { client, connection, port: self.port })
    }
}

/// A session; dropping it ends it.
pub(crate) struct Session {
    client: Client,
    connection: JoinHandle<()>,
    port: u16,
}

impl Session {
    /// The server's port.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Runs statements one after the other and forgets what they answer.
    pub(crate) async fn run(&self, statements: &str) -> Result<()> {
        self.client.batch_execute(statements).await.map_err(Error::session(self.port))
    }

    /// All rows of one statement.
    pub(crate) async fn rows(
        &self,
        statement: &str,
        values: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<Row>> {
        self.client.query(statement, values).await.map_err(Error::session(self.port))
    }

    /// The only row of one statement.
    pub(crate) async fn row(&self, statement: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Row> {
        self.client.query_one(statement, values).await.map_err(Error::session(self.port))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.connection.abort();
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Session").field("port", &self.port).finish_non_exhaustive()
    }
}
