//! A client is let in: its startup packet and its password.

use std::io;

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use super::{messages, shared::Shared};
use crate::protocol::{
    frame::{build, header, text},
    scram::{Failed, MECHANISM},
    startup::{self, Parameters, Startup},
};

/// Longer than any message of a login.
const LONGEST: usize = 4096;

/// Reads startup packets until one asks for a session, and the password. `None` after a request
/// to cancel, and for a client that was not let in.
pub(super) async fn login(
    socket: &mut TcpStream,
    shared: &Shared,
) -> io::Result<Option<Parameters>> {
    let parameters = loop {
        let mut length = [0; 4];
        socket.read_exact(&mut length).await?;
        let Ok(size) = startup::size(length) else { return malformed(socket).await };
        let mut packet = length.to_vec();
        packet.resize(size, 0);
        socket.read_exact(&mut packet[4..]).await?;
        match startup::parse(&packet) {
            // On this machine's loopback nobody listens in.
            Ok(Startup::Encryption) => socket.write_all(b"N").await?,
            Ok(Startup::Cancel(key)) => {
                shared.cancel.cancel(&key).await;
                return Ok(None);
            }
            Ok(Startup::Session(parameters)) => break parameters,
            Err(_) => return malformed(socket).await,
        }
    };
    if parameters.is_later || !parameters.extensions.is_empty() {
        socket.write_all(&negotiate(&parameters.extensions)).await?;
    }
    if authenticate(socket, shared).await?.is_err() {
        socket.write_all(&messages::wrong_password()).await?;
        return Ok(None);
    }
    Ok(Some(parameters))
}

async fn malformed(socket: &mut TcpStream) -> io::Result<Option<Parameters>> {
    socket.write_all(&messages::malformed()).await?;
    Ok(None)
}

/// `NegotiateProtocolVersion`: 3.0, and none of the extensions.
fn negotiate(extensions: &[String]) -> Vec<u8> {
    let mut body = vec![0, 3, 0, 0];
    body.extend(u32::try_from(extensions.len()).unwrap_or_default().to_be_bytes());
    for extension in extensions {
        body.extend(extension.as_bytes());
        body.push(0);
    }
    build(b'v', &body)
}

/// SCRAM-SHA-256, whatever the user's name.
async fn authenticate(socket: &mut TcpStream, shared: &Shared) -> io::Result<Result<(), Failed>> {
    let mechanisms = [&[0, 0, 0, 10], MECHANISM.as_bytes(), &[0, 0]].concat();
    socket.write_all(&build(b'R', &mechanisms)).await?;
    let first = password_message(socket).await?;
    let mut random = [0; 18];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    let initial = text(&first)
        .filter(|(mechanism, _)| *mechanism == MECHANISM.as_bytes())
        .and_then(|(_, rest)| rest.get(4..));
    let Some(Ok((exchange, answer))) = initial.map(|it| shared.verifier.begin(it, random)) else {
        return Ok(Err(Failed));
    };
    socket.write_all(&build(b'R', &[&[0, 0, 0, 11], answer.as_bytes()].concat())).await?;
    let last = password_message(socket).await?;
    let Ok(proof) = shared.verifier.finish(&exchange, &last) else { return Ok(Err(Failed)) };
    socket.write_all(&build(b'R', &[&[0, 0, 0, 12], proof.as_bytes()].concat())).await?;
    Ok(Ok(()))
}

async fn password_message(socket: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut head = [0; 5];
    socket.read_exact(&mut head).await?;
    let size = match header(&head) {
        Ok(Some(header)) if header.kind == b'p' && header.size <= LONGEST => header.size,
        _ => return Err(io::ErrorKind::InvalidData.into()),
    };
    let mut body = vec![0; size - head.len()];
    socket.read_exact(&mut body).await?;
    Ok(body)
}
