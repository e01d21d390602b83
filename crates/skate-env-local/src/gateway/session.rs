//! One client, from its first byte to its last.

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use super::opening::{LENGTH, Opening};
use super::{refusal, splice};
use crate::Error;
use crate::compute::{Compute, Failure, Lease};

/// How long a client may take to say what it wants, or to take a refusal.
const PATIENCE: Duration = Duration::from_secs(10);
/// A server may crash between two words.
const ATTEMPTS: usize = 3;

pub(super) async fn serve(mut client: TcpStream, compute: Compute, tls: TlsAcceptor) {
    // A failure of one connection is that connection's end, and nobody else's matter.
    let Ok(Ok(first)) = timeout(PATIENCE, first(&mut client)).await else { return };
    let server = match Opening::read(first) {
        Opening::Other => return,
        Opening::Cancel => match compute.awake().await {
            Some(lease) => connect(&lease).await.map(|server| (server, lease)),
            None => return,
        },
        _ => reach(&compute).await,
    };
    match server {
        Ok((server, lease)) => {
            // A session that does nothing keeps nobody awake.
            drop(lease);
            let _ = carry(client, server, first, &compute).await;
            compute.session_ended().await;
        }
        Err(failure) => {
            let _ = timeout(PATIENCE, refusal::tell(client, first, &failure, &tls)).await;
        }
    }
}

async fn first(client: &mut TcpStream) -> io::Result<[u8; LENGTH]> {
    let mut first = [0; LENGTH];
    client.read_exact(&mut first).await?;
    Ok(first)
}

async fn reach(compute: &Compute) -> Result<(TcpStream, Lease), Failure> {
    let mut attempt = 1;
    loop {
        let lease = compute.wake().await?;
        match connect(&lease).await {
            Ok(server) => return Ok((server, lease)),
            Err(failure) if attempt == ATTEMPTS => return Err(failure),
            Err(_) => attempt += 1,
        }
    }
}

async fn connect(lease: &Lease) -> Result<TcpStream, Failure> {
    let address = (Ipv4Addr::LOCALHOST, lease.port());
    TcpStream::connect(address).await.map_err(|error| {
        let place = format!("the server on 127.0.0.1:{}", lease.port());
        Arc::new(Error::io("connect to", place.as_ref())(error))
    })
}

async fn carry(
    mut client: TcpStream,
    mut server: TcpStream,
    first: [u8; LENGTH],
    compute: &Compute,
) -> io::Result<()> {
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    server.write_all(&first).await?;
    splice::both(&mut client, &mut server, |bytes| compute.sent(bytes)).await
}
