//! Telling a client in its own language why there is no server.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, join};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;

use super::opening::{LENGTH, Opening};
use crate::Error;

/// `cannot_connect_now`: drivers that try again do so on this one.
const STATE: &str = "57P03";

/// Answers as a server would: in TLS when TLS is asked for, because since 2024 clients hide what
/// is said before it.
pub(super) async fn tell(
    mut client: TcpStream,
    first: [u8; LENGTH],
    error: &Error,
    tls: &TlsAcceptor,
) -> io::Result<()> {
    match Opening::read(first) {
        Opening::Startup(length) => answer(&mut client, length, error).await,
        Opening::Tls => {
            client.write_all(b"S").await?;
            encrypted(&mut client, &[], error, tls).await
        }
        Opening::DirectTls => encrypted(&mut client, &first, error, tls).await,
        Opening::Gss => {
            client.write_all(b"N").await?;
            let mut next = [0; LENGTH];
            client.read_exact(&mut next).await?;
            Box::pin(tell(client, next, error, tls)).await
        }
        Opening::Cancel | Opening::Other => Ok(()),
    }
}

async fn encrypted(
    client: &mut TcpStream,
    read: &[u8],
    error: &Error,
    tls: &TlsAcceptor,
) -> io::Result<()> {
    let (rest, write) = client.split();
    let mut client = tls.accept(join(read.chain(rest), write)).await?;
    let mut next = [0; LENGTH];
    client.read_exact(&mut next).await?;
    match Opening::read(next) {
        Opening::Startup(length) => answer(&mut client, length, error).await,
        _ => Ok(()),
    }
}

/// Reads what the client had to say first: a connection that is closed over unread words takes
/// the answer with it.
async fn answer(
    client: &mut (impl AsyncRead + AsyncWrite + Unpin),
    unread: usize,
    error: &Error,
) -> io::Result<()> {
    client.read_exact(&mut vec![0; unread]).await?;
    client.write_all(&message(error)).await?;
    client.shutdown().await
}

/// An `ErrorResponse` with the first line of the error: the log below it is not for somebody who
/// gave no password yet.
fn message(error: &Error) -> Vec<u8> {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default().trim_end_matches(':');
    let said = format!("{line} [{}]", error.code());
    let fields = [('S', "FATAL"), ('V', "FATAL"), ('C', STATE), ('M', &said), ('H', error.hint())];
    let mut body = Vec::new();
    for (kind, text) in fields {
        body.push(kind as u8);
        body.extend(text.bytes().filter(|&byte| byte != 0));
        body.push(0);
    }
    body.push(0);
    // The length counts itself. A message of more than 4 GiB does not exist.
    let length = u32::try_from(body.len() + 4).unwrap_or(u32::MAX).to_be_bytes();
    [b"E".as_slice(), &length, &body].concat()
}
