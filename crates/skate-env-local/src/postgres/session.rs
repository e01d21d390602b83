//! A session of the superuser on one of the servers.

use std::fmt;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use skate_env_core::Code;
use tokio::task::JoinHandle;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Config, NoTls, Row};

use crate::{Error, Result};

const TIMEOUT: Duration = Duration::from_secs(10);

/// Overrides settings that a database or role got by `ALTER … SET`, and keeps functions of users
/// from hiding PostgreSQL's.
const OPTIONS: &str = "-c search_path=pg_catalog -c statement_timeout=0 -c lock_timeout=0 \
    -c idle_session_timeout=0 -c idle_in_transaction_session_timeout=0 \
    -c default_transaction_read_only=off -c default_transaction_isolation=read\\ committed";

/// The login of the superuser on one running server.
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

    /// Opens a session with further settings, as `-c name=value`.
    pub(crate) async fn connect_with(&self, database: &str, options: &str) -> Result<Session> {
        let mut config = Config::new();
        config.host("127.0.0.1").port(self.port).dbname(database);
        config.user(&self.name).password(self.password.expose_secret());
        config.application_name("skate-env").connect_timeout(TIMEOUT);
        config.options(format!("{OPTIONS} {options}"));
        let connecting = tokio::time::timeout(TIMEOUT, config.connect(NoTls));
        let connected = connecting.await.map_err(|_| {
            let message = format!("the server on port {} did not answer", self.port);
            Error::new(Code::SessionTimeout, message, "See the server's log, then try again.")
        })?;
        let (client, connection) = connected.map_err(Error::session(self.port))?;
        // An error of the connection reaches the caller that waits for an answer.
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

    /// Runs statements one after the other and discards their rows.
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
