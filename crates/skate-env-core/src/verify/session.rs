//! A connection: opened with patience, set so that nobody's defaults bend what is asked on it.

use std::{error::Error as _, io, time::Duration};

use tokio::{
    task::JoinHandle,
    time::{Instant, sleep, timeout},
};
use tokio_postgres::Client;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{failure, login::Way};
use crate::{Code, DatabaseUrl, Error, Problem, Target};

/// A handshake with a compute that is being started.
const ATTEMPT: Duration = Duration::from_secs(15);
/// Where nobody listens on this machine there is nothing to wake: a restart takes a moment.
const RESTART: Duration = Duration::from_secs(3);
const PAUSE: Duration = Duration::from_millis(200);

/// How a database is asked.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// How long a database is waited for in all: one that sleeps, starts or is not there yet.
    pub patience: Duration,
}

impl Default for Options {
    /// Half a minute.
    fn default() -> Self {
        Self { patience: Duration::from_secs(30) }
    }
}

impl Options {
    /// The same with another patience.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }
}

/// An open connection; dropping it ends it.
#[derive(Debug)]
pub struct Session {
    client: Client,
    connection: JoinHandle<()>,
}

impl Session {
    /// Connects, on a tokio runtime with its timer and I/O on.
    ///
    /// A public host's certificate is checked, whatever `sslmode` says. The session's
    /// `search_path` is `pg_catalog` and it has no timeouts, whatever the role was given with
    /// `ALTER ROLE … SET`; a default of read-only stays. The direct URL is used where the one
    /// given is pooled by Neon; through any other pooler nothing is set, for its sessions are
    /// shared. PostgreSQL 14 is the oldest that knows all that is set.
    ///
    /// # Errors
    /// `database_unavailable` when patience ends, `database_refused`, `insecure_transport`,
    /// `identity_unproven` for a certificate that is not believed, `invalid_url` for `SQLite`,
    /// `missing_url` for the placeholder of a build.
    pub async fn open(url: &DatabaseUrl, options: &Options) -> Result<Self, Error> {
        Self::open_at(url, None, options).await
    }

    pub(super) async fn open_at(
        url: &DatabaseUrl,
        target: Option<&Target>,
        options: &Options,
    ) -> Result<Self, Error> {
        Self::along(&Way::to(url, target)?, options).await
    }

    pub(super) async fn along(way: &Way, options: &Options) -> Result<Self, Error> {
        let connector = way.tls.connector()?;
        let begun = Instant::now();
        loop {
            let left = options.patience.saturating_sub(begun.elapsed());
            let failed =
                match timeout(left.min(ATTEMPT), Self::attempt(way, connector.clone())).await {
                    Ok(Ok(session)) => return Ok(session),
                    Ok(Err(failed)) => failed,
                    Err(_) => Failed::passing(silent(options.patience)),
                };
            let patience = failed.patience.min(options.patience);
            if begun.elapsed() + PAUSE >= patience {
                return Err(Error::from_problem(failed.problem));
            }
            sleep(PAUSE).await;
        }
    }

    /// The client; its `simple_query` and `query` are tokio-postgres's own.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The client, for transactions.
    pub fn client_mut(&mut self) -> &mut Client {
        &mut self.client
    }

    async fn attempt(way: &Way, connector: MakeRustlsConnect) -> Result<Self, Failed> {
        let connected = way.config.connect(connector).await;
        let (client, connection) = connected.map_err(|error| Failed::to_connect(&error, way))?;
        // Its end is seen by whoever waits for an answer.
        let connection = tokio::spawn(async move { drop(connection.await) });
        Ok(Self { client, connection })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.connection.abort();
    }
}

/// A connection that was not made, and how long another is worth trying.
struct Failed {
    problem: Problem,
    patience: Duration,
}

impl Failed {
    fn passing(problem: Problem) -> Self {
        Self { problem, patience: Duration::MAX }
    }

    fn lasting(problem: Problem) -> Self {
        Self { problem, patience: Duration::ZERO }
    }

    fn to_connect(error: &tokio_postgres::Error, way: &Way) -> Self {
        let password = way.config.get_password().and_then(|it| str::from_utf8(it).ok());
        let problem = failure::problem(error, "connected to", password);
        match error.code() {
            Some(state) if failure::is_passing(state) => return Self::passing(problem),
            Some(_) => return Self::lasting(problem),
            None => {}
        }
        if let Some(reason) = cause::<rustls::Error>(error) {
            return Self::lasting(unbelieved(reason));
        }
        if error.source().is_some_and(|it| it.to_string() == "server does not support TLS") {
            return Self::lasting(no_tls());
        }
        let Some(network) = cause::<io::Error>(error) else {
            return if error.is_closed() { Self::passing(problem) } else { Self::lasting(problem) };
        };
        match network.kind() {
            io::ErrorKind::ConnectionRefused if way.is_local => Self { problem, patience: RESTART },
            io::ErrorKind::UnexpectedEof | io::ErrorKind::TimedOut => Self::passing(problem),
            // What is not the system's word is that of a name that leads nowhere, or no PostgreSQL.
            _ if network.raw_os_error().is_none() => Self::lasting(problem),
            _ => Self::passing(problem),
        }
    }
}

/// The first error of a kind below another; an I/O error holds what TLS says, and names it not
/// as its source.
fn cause<E: std::error::Error + 'static>(error: &tokio_postgres::Error) -> Option<&E> {
    let mut next = error.source();
    while let Some(found) = next {
        if let Some(wanted) = found.downcast_ref::<E>() {
            return Some(wanted);
        }
        let inner = found.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = inner.map(|inner| inner as _).or_else(|| found.source());
    }
    None
}

fn silent(patience: Duration) -> Problem {
    let message = format!(
        "The database took the connection and did not answer, for {} seconds.",
        patience.as_secs()
    );
    Problem::new(
        Code::DatabaseUnavailable,
        message,
        "Check that PostgreSQL listens there, and that nothing in between keeps its answers.",
    )
}

fn unbelieved(reason: &rustls::Error) -> Problem {
    let what = match reason {
        rustls::Error::InvalidCertificate(_) => "the server's certificate is not believed",
        _ => "no encrypted connection could be agreed on",
    };
    Problem::new(
        Code::IdentityUnproven,
        format!("The server does not prove whose it is: {what}."),
        "Check the URL's host; name the authority's file in `sslrootcert` where it is your own.",
    )
}

fn no_tls() -> Problem {
    Problem::new(
        Code::InsecureTransport,
        "The URL asks for encryption, and the server has none.",
        "Turn on TLS on the server; on this machine leave `sslmode` out.",
    )
}
