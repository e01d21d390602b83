//! Answering a client with PostgreSQL's `ErrorResponse` when its server cannot be started.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, join};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;

use super::first_message::{FirstMessage, LENGTH};
use crate::Error;

/// `cannot_connect_now`: drivers that try again do so on this SQLSTATE.
const SQLSTATE: &str = "57P03";

/// Answers as a server would: in TLS if the client asks for TLS, because since 2024 clients do not
/// show what they receive before it.
pub(super) async fn send(
    mut client: TcpStream,
    first: [u8; LENGTH],
    error: &Error,
    tls: &TlsAcceptor,
) -> io::Result<()> {
    match FirstMessage::parse(first) {
        FirstMessage::Startup(length) => answer(&mut client, length, error).await,
        FirstMessage::Tls => {
            client.write_all(b"S").await?;
            answer_in_tls(&mut client, &[], error, tls).await
        }
        FirstMessage::DirectTls => answer_in_tls(&mut client, &first, error, tls).await,
        FirstMessage::Gss => {
            client.write_all(b"N").await?;
            let mut next = [0; LENGTH];
            client.read_exact(&mut next).await?;
            Box::pin(send(client, next, error, tls)).await
        }
        FirstMessage::Cancel | FirstMessage::Other => Ok(()),
    }
}

async fn answer_in_tls(
    client: &mut TcpStream,
    read: &[u8],
    error: &Error,
    tls: &TlsAcceptor,
) -> io::Result<()> {
    let (rest, write) = client.split();
    let mut client = tls.accept(join(read.chain(rest), write)).await?;
    let mut next = [0; LENGTH];
    client.read_exact(&mut next).await?;
    match FirstMessage::parse(next) {
        FirstMessage::Startup(length) => answer(&mut client, length, error).await,
        _ => Ok(()),
    }
}

/// Reads the rest of the startup message first: closing a socket with unread input resets it, and
/// the client loses the answer.
async fn answer(
    client: &mut (impl AsyncRead + AsyncWrite + Unpin),
    unread: usize,
    error: &Error,
) -> io::Result<()> {
    client.read_exact(&mut vec![0; unread]).await?;
    client.write_all(&error_response(error)).await?;
    client.shutdown().await
}

/// An `ErrorResponse` with the first line of the error. The lines below it are the server's log,
/// and this client has not authenticated yet.
fn error_response(error: &Error) -> Vec<u8> {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default().trim_end_matches(':');
    let message = format!("{line} [{}]", error.code());
    let fields =
        [('S', "FATAL"), ('V', "FATAL"), ('C', SQLSTATE), ('M', &message), ('H', error.hint())];
    let mut body = Vec::new();
    for (kind, text) in fields {
        body.push(kind as u8);
        body.extend(text.bytes().filter(|&byte| byte != 0));
        body.push(0);
    }
    body.push(0);
    // The length includes itself. No message is longer than 4 GiB.
    let length = u32::try_from(body.len() + 4).unwrap_or(u32::MAX).to_be_bytes();
    [b"E".as_slice(), &length, &body].concat()
}
