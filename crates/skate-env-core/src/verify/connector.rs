//! A proven session as raw bytes: for a proxy, whose clients speak the protocol themselves.
//!
//! tokio-postgres logs in, and the question and the judgement run on it. Then the socket is taken
//! back: what follows is the caller's. The startup packet is the caller's, too, for a client may
//! set more in it than tokio-postgres can say.

mod startup;
mod stream;
mod tap;

use std::{future::poll_fn, io, pin::Pin, task::Poll, time::Duration};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    time::timeout,
};
use tokio_postgres::{
    Client,
    config::{SslMode, SslNegotiation},
    tls::NoTls,
};

pub use stream::RawStream;

use super::{
    VerifyOptions, connect_options::ConnectOptions, session, session::ConnectFailure,
    session::retry, tls::NoTlsOffered, verify_client,
};
use crate::{Config, DatabaseUrl, Error, ResolvedDatabase, Target};
use stream::{Bound, PassOn};
use tap::Tap;

/// Asks for encryption before anything else is said.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];
/// Asks to cancel what another connection does.
const CANCEL_REQUEST: [u8; 4] = [0x04, 0xd2, 0x16, 0x2e];
/// For a request that nobody answers.
const CANCEL: Duration = Duration::from_secs(5);

/// Opens sessions of one database and hands over their sockets. Holds the password.
pub struct Connector {
    connect: ConnectOptions,
    options: String,
}

/// A session that was logged in and proven.
pub struct RawSession {
    /// The socket, with TLS where the URL or the host asks for it.
    pub stream: RawStream,
    /// What the server has sent so far, from its first answer to the `ReadyForQuery` after the
    /// proof: its parameters and the key for cancelling are among it.
    pub received: Vec<u8>,
}

impl Connector {
    /// The database that a URL leads to, through a pooler where the URL does; `target` says who
    /// is meant where the URL leaves that to variables.
    ///
    /// # Errors
    /// `insecure_transport`, `invalid_url` for `SQLite`, `missing_url` for the placeholder of a
    /// build.
    pub fn new(url: &DatabaseUrl, target: Option<&Target>) -> Result<Self, Error> {
        let connect = ConnectOptions::as_written(url, target)?;
        let options = url.login().and_then(|login| login.options).unwrap_or_default();
        Ok(Self { connect, options })
    }

    /// The role that the URL names.
    #[must_use]
    pub fn user(&self) -> &str {
        self.connect.config.get_user().unwrap_or_default()
    }

    /// The database that the URL names.
    #[must_use]
    pub fn database(&self) -> &str {
        self.connect.config.get_dbname().unwrap_or_default()
    }

    /// Whether the URL leads to a pooler, whose sessions are shared.
    #[must_use]
    pub fn is_pooled(&self) -> bool {
        self.connect.is_pooled
    }

    /// Logs in to `database` with these parameters of the startup packet beside it and the user, and
    /// proves
    /// on the session that it leads to what was resolved. `options` among the parameters follow
    /// those of the URL.
    ///
    /// # Errors
    /// Those of [`Session::open`](super::Session::open) and [`verify_client`].
    pub async fn open(
        &self,
        database: &str,
        parameters: &[(String, String)],
        resolved: &ResolvedDatabase,
        config: &Config,
        options: &VerifyOptions,
    ) -> Result<RawSession, Error> {
        let startup = startup::packet(self.user(), database, &self.options, parameters);
        let attempted = retry(options, || self.attempt(startup.clone())).await?;
        let (client, mut connection, tap) = attempted;
        let mut check = Box::pin(verify_client(&client, resolved, config));
        let mut has_ended = false;
        poll_fn(|context| {
            if let Poll::Ready(checked) = check.as_mut().poll(context) {
                return Poll::Ready(checked);
            }
            // The question sees the end of its connection, and is woken by it.
            has_ended = has_ended || connection.as_mut().poll(context).is_ready();
            Poll::Pending
        })
        .await?;
        drop(check);
        // Neither says good-bye to the server unless it is polled again.
        drop(connection);
        drop(client);
        let (stream, received) = tap.into_parts().ok_or_else(session::closed)?;
        Ok(RawSession { stream, received })
    }

    /// Asks the server to cancel what the session with this key does; there is no answer.
    /// `key` is the body of the server's `BackendKeyData`.
    ///
    /// # Errors
    /// Where no connection is made.
    pub async fn cancel(&self, key: &[u8]) -> io::Result<()> {
        let request = async {
            let mut stream = self.connect_stream().await?.stream;
            let length = u32::try_from(key.len() + 8).map_err(|_| io::ErrorKind::InvalidInput)?;
            let mut packet = length.to_be_bytes().to_vec();
            packet.extend(CANCEL_REQUEST);
            packet.extend(key);
            stream.write_all(&packet).await?;
            stream.shutdown().await
        };
        timeout(CANCEL, request).await?
    }

    async fn attempt(&self, startup: Vec<u8>) -> Result<Attempt, ConnectFailure> {
        let failed = |error: io::Error| ConnectFailure::to_reach(&error, &self.connect);
        let bound = self.connect_stream().await.map_err(failed)?;
        let mut config = self.connect.config.clone();
        let refused = |error| ConnectFailure::to_connect(&error, &self.connect);
        let tap = Tap::new(bound.stream, startup);
        Ok(if bound.is_encrypted {
            config.ssl_mode(SslMode::Require).ssl_negotiation(SslNegotiation::Direct);
            let pass_on = PassOn(bound.binding);
            let connected = config.connect_raw(tap.clone(), pass_on).await;
            let (client, connection) = connected.map_err(refused)?;
            (client, Box::pin(async move { drop(connection.await) }), tap)
        } else {
            config.ssl_mode(SslMode::Disable);
            let connected = config.connect_raw(tap.clone(), NoTls).await;
            let (client, connection) = connected.map_err(refused)?;
            (client, Box::pin(async move { drop(connection.await) }), tap)
        })
    }

    /// A socket, encrypted as the URL and the host ask for.
    async fn connect_stream(&self) -> io::Result<Bound> {
        let mut socket = stream::connect(&self.connect).await?;
        if self.connect.tls.mode() == SslMode::Disable {
            return Ok(Bound::plain(socket));
        }
        socket.write_all(&SSL_REQUEST).await?;
        let mut answer = [0];
        socket.read_exact(&mut answer).await?;
        match (answer[0], self.connect.tls.mode()) {
            (b'S', _) => stream::encrypt(socket, &self.connect).await,
            (b'N', SslMode::Prefer) => Ok(Bound::plain(socket)),
            _ => Err(io::Error::other(NoTlsOffered)),
        }
    }
}

type Attempt = (Client, Pin<Box<dyn Future<Output = ()> + Send>>, Tap);
