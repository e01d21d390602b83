//! A connection: retried while a compute wakes, with settings that no role's defaults change.

use std::{error::Error as _, io, time::Duration};

use tokio::{
    task::JoinHandle,
    time::{Instant, sleep, timeout},
};
use tokio_postgres::Client;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{connect_options::ConnectOptions, database_error, tls::NoTlsOffered};
use crate::{Code, DatabaseUrl, Error, Problem, Target};

/// A handshake with a compute that is being started.
const ATTEMPT: Duration = Duration::from_secs(15);
/// A closed port on this machine has no compute to wake; a server restarts within this time.
const RESTART: Duration = Duration::from_secs(3);
const PAUSE: Duration = Duration::from_millis(200);

/// How a database is verified.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct VerifyOptions {
    /// How long to wait for a database that sleeps, starts or does not answer yet.
    pub timeout: Duration,
}

impl Default for VerifyOptions {
    /// 30 seconds.
    fn default() -> Self {
        Self { timeout: Duration::from_secs(30) }
    }
}

impl VerifyOptions {
    /// The same with another timeout.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
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
    /// `database_unavailable` when timeout ends, `database_refused`, `insecure_transport`,
    /// `identity_unproven` for a certificate that is not believed, `invalid_url` for `SQLite`,
    /// `missing_url` for the placeholder of a build.
    pub async fn open(url: &DatabaseUrl, options: &VerifyOptions) -> Result<Self, Error> {
        Self::open_at(url, None, options).await
    }

    pub(super) async fn open_at(
        url: &DatabaseUrl,
        target: Option<&Target>,
        options: &VerifyOptions,
    ) -> Result<Self, Error> {
        Self::connect(&ConnectOptions::new(url, target)?, options).await
    }

    pub(super) async fn connect(
        connect: &ConnectOptions,
        options: &VerifyOptions,
    ) -> Result<Self, Error> {
        let connector = connect.tls.connector()?;
        retry(options, || Self::attempt(connect, connector.clone())).await
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

    async fn attempt(
        connect: &ConnectOptions,
        connector: MakeRustlsConnect,
    ) -> Result<Self, ConnectFailure> {
        let connected = connect.config.connect(connector).await;
        let (client, connection) =
            connected.map_err(|error| ConnectFailure::to_connect(&error, connect))?;
        // A pending query sees the end of the connection.
        let connection = tokio::spawn(async move { drop(connection.await) });
        Ok(Self { client, connection })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.connection.abort();
    }
}

/// Attempts until one succeeds, or until none is worth trying any more.
pub(super) async fn retry<T, F>(
    options: &VerifyOptions,
    mut attempt: impl FnMut() -> F,
) -> Result<T, Error>
where
    F: Future<Output = Result<T, ConnectFailure>>,
{
    let begun = Instant::now();
    loop {
        let left = options.timeout.saturating_sub(begun.elapsed());
        let failed = match timeout(left.min(ATTEMPT), attempt()).await {
            Ok(Ok(made)) => return Ok(made),
            Ok(Err(failed)) => failed,
            Err(_) => ConnectFailure::transient(silent(options.timeout)),
        };
        let timeout = failed.retry_for.min(options.timeout);
        if begun.elapsed() + PAUSE >= timeout {
            return Err(Error::from_problem(failed.problem));
        }
        sleep(PAUSE).await;
    }
}

/// A connection that was not made, and how long another is worth trying.
pub(super) struct ConnectFailure {
    problem: Problem,
    retry_for: Duration,
}

impl ConnectFailure {
    fn transient(problem: Problem) -> Self {
        Self { problem, retry_for: Duration::MAX }
    }

    fn permanent(problem: Problem) -> Self {
        Self { problem, retry_for: Duration::ZERO }
    }

    pub(super) fn to_connect(error: &tokio_postgres::Error, connect: &ConnectOptions) -> Self {
        let password = connect.config.get_password().and_then(|it| str::from_utf8(it).ok());
        let problem = database_error::problem(error, "connected to", password);
        match error.code() {
            Some(state) if database_error::is_transient(state) => return Self::transient(problem),
            Some(_) => return Self::permanent(problem),
            None => {}
        }
        if let Some(reason) = cause::<rustls::Error>(error) {
            return Self::permanent(certificate_rejected(reason));
        }
        if error.source().is_some_and(|it| it.to_string() == "server does not support TLS") {
            return Self::permanent(no_tls());
        }
        let Some(network) = cause::<io::Error>(error) else {
            return if error.is_closed() {
                Self::transient(problem)
            } else {
                Self::permanent(problem)
            };
        };
        Self::of_network(problem, network, connect)
    }

    /// Of a socket or of TLS, before the login.
    pub(super) fn to_reach(error: &io::Error, connect: &ConnectOptions) -> Self {
        let below = || error.get_ref().map(|inner| inner as &(dyn std::error::Error + 'static));
        if let Some(reason) = below().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            return Self::permanent(certificate_rejected(reason));
        }
        if below().is_some_and(<dyn std::error::Error>::is::<NoTlsOffered>) {
            return Self::permanent(no_tls());
        }
        if let Some(error) = below().and_then(|inner| inner.downcast_ref::<Error>()) {
            return Self::permanent(error.problems().next().cloned().unwrap_or_else(no_tls));
        }
        let problem = database_error::unreached(error, "connected to");
        Self::of_network(problem, error, connect)
    }

    fn of_network(problem: Problem, network: &io::Error, connect: &ConnectOptions) -> Self {
        match network.kind() {
            io::ErrorKind::ConnectionRefused if connect.is_local => {
                Self { problem, retry_for: RESTART }
            }
            io::ErrorKind::UnexpectedEof | io::ErrorKind::TimedOut => Self::transient(problem),
            // What is not the system's word is that of a name that leads nowhere, or no PostgreSQL.
            _ if network.raw_os_error().is_none() => Self::permanent(problem),
            _ => Self::transient(problem),
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

/// The server ended a session in the middle of a question.
pub(super) fn closed() -> Error {
    Error::from_problem(Problem::new(
        Code::DatabaseUnavailable,
        "The database ended the session while it was asked who it is.",
        "Check that it runs, and try again.",
    ))
}

fn silent(timeout: Duration) -> Problem {
    let message = format!(
        "The database accepted the connection and did not answer for {} seconds.",
        timeout.as_secs()
    );
    Problem::new(
        Code::DatabaseUnavailable,
        message,
        "Check that PostgreSQL listens there, and that no proxy in between holds back its answers.",
    )
}

fn certificate_rejected(reason: &rustls::Error) -> Problem {
    let what = match reason {
        rustls::Error::InvalidCertificate(_) => "the server's certificate is not trusted",
        _ => "no encrypted connection could be agreed on",
    };
    Problem::new(
        Code::IdentityUnproven,
        format!("The server does not prove its identity: {what}."),
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
