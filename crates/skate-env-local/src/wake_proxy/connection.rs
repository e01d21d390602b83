//! One client's connection, from its first message to its end.

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use super::first_message::{FirstMessage, LENGTH};
use super::{error_response, relay};
use crate::Error;
use crate::compute::{Compute, Lease, SharedError};

/// How long a client may take to send its first message, or to read an error.
const TIMEOUT: Duration = Duration::from_secs(10);
/// A server may crash between its start and the connection to it.
const ATTEMPTS: usize = 3;

pub(super) async fn serve(mut client: TcpStream, compute: Compute, tls: TlsAcceptor) {
    // An error of one connection ends that connection, and concerns no other.
    let Ok(Ok(first)) = timeout(TIMEOUT, read_first(&mut client)).await else { return };
    let server = match FirstMessage::parse(first) {
        FirstMessage::Other => return,
        FirstMessage::Cancel => match compute.lease_if_running().await {
            Some(lease) => connect(&lease).await.map(|server| (server, lease)),
            None => return,
        },
        _ => wake_and_connect(&compute).await,
    };
    match server {
        Ok((server, lease)) => {
            // A session without queries does not keep the server running.
            drop(lease);
            let _ = relay_session(client, server, first, &compute).await;
            compute.session_ended().await;
        }
        Err(error) => {
            let _ = timeout(TIMEOUT, error_response::send(client, first, &error, &tls)).await;
        }
    }
}

async fn read_first(client: &mut TcpStream) -> io::Result<[u8; LENGTH]> {
    let mut first = [0; LENGTH];
    client.read_exact(&mut first).await?;
    Ok(first)
}

async fn wake_and_connect(compute: &Compute) -> Result<(TcpStream, Lease), SharedError> {
    let mut attempt = 1;
    loop {
        let lease = compute.wake().await?;
        match connect(&lease).await {
            Ok(server) => return Ok((server, lease)),
            Err(error) if attempt == ATTEMPTS => return Err(error),
            Err(_) => attempt += 1,
        }
    }
}

async fn connect(lease: &Lease) -> Result<TcpStream, SharedError> {
    let address = (Ipv4Addr::LOCALHOST, lease.port());
    TcpStream::connect(address).await.map_err(|error| {
        let server = format!("the server on 127.0.0.1:{}", lease.port());
        Arc::new(Error::io("connect to", server.as_ref())(error))
    })
}

async fn relay_session(
    mut client: TcpStream,
    mut server: TcpStream,
    first: [u8; LENGTH],
    compute: &Compute,
) -> io::Result<()> {
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    server.write_all(&first).await?;
    relay::relay(&mut client, &mut server, |bytes| compute.add_sent(bytes)).await
}
