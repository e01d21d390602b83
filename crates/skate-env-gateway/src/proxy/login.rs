//! A client is let in: its startup packet, its password, and what it asks for.

use std::{io, sync::Arc, time::Duration};

use skate_env_core::{Code, verify::Connector};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

use super::{listener::Shared, observer::Event, open};
use crate::{
    judge::{Refusal, decide_parameter},
    protocol::{
        frame::{build, header, text},
        message::{Severity, error},
        options,
        scram::{Failed, MECHANISM},
        startup::{self, Parameters, Startup},
    },
};

/// For a client to say who it is.
const PATIENCE: Duration = Duration::from_secs(30);
/// Longer than any message of a login.
const LONGEST: usize = 4096;

/// Serves one connection to its end.
pub(super) async fn serve(
    mut socket: TcpStream,
    connector: Arc<Connector>,
    shared: Arc<Shared>,
) -> io::Result<()> {
    let parameters = match timeout(PATIENCE, greet(&mut socket, &shared)).await?? {
        Greeted::Session(parameters) => parameters,
        Greeted::Done => return Ok(()),
    };
    if let Err(refusal) = check(&parameters, &connector, &shared) {
        shared.observer.observe(Event::Failed(refusal.code));
        return refuse(&mut socket, &refusal).await;
    }
    open::serve(socket, parameters, connector, shared).await
}

enum Greeted {
    Session(Parameters),
    /// A request to cancel, or somebody who was not let in.
    Done,
}

/// Reads startup packets until one asks for a session, and the password.
async fn greet(socket: &mut TcpStream, shared: &Shared) -> io::Result<Greeted> {
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
                return Ok(Greeted::Done);
            }
            Ok(Startup::Session(parameters)) => break parameters,
            Err(_) => return malformed(socket).await,
        }
    };
    if parameters.is_later || !parameters.extensions.is_empty() {
        socket.write_all(&negotiate(&parameters.extensions)).await?;
    }
    if authenticate(socket, shared).await?.is_err() {
        let wrong = error(
            Severity::Fatal,
            Code::GuardedConnection,
            "The password is not that of this guarded connection.",
            "Use the URL that `skate-env run` gives the command: it changes with every run.",
        );
        socket.write_all(&wrong).await?;
        return Ok(Greeted::Done);
    }
    Ok(Greeted::Session(parameters))
}

async fn malformed(socket: &mut TcpStream) -> io::Result<Greeted> {
    socket.write_all(&super::upward::malformed()).await?;
    Ok(Greeted::Done)
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

/// Whether a client asks for this database and nothing that would lift a limit.
fn check(parameters: &Parameters, connector: &Connector, shared: &Shared) -> Result<(), Refusal> {
    let refusal = |message: &str, hint: &str| Refusal {
        code: Code::GuardedConnection,
        message: message.to_owned(),
        hint: hint.to_owned(),
    };
    let user = parameters.value("user").unwrap_or_default();
    let database = parameters.value("database").filter(|name| !name.is_empty()).unwrap_or(user);
    if user != connector.user() {
        return Err(refusal(
            "This guarded connection leads to one role, and the client asks for another.",
            "Keep the user of the URL that `skate-env run` gives the command.",
        ));
    }
    if database != connector.database() {
        return Err(refusal(
            "This guarded connection leads to one database, and the client asks for another.",
            "Keep the database of the URL that `skate-env run` gives the command.",
        ));
    }
    let replicates = |value: &str| !matches!(value, "false" | "off" | "no" | "0");
    if parameters.value("replication").is_some_and(replicates) {
        return Err(refusal(
            "Replication does not go through a guarded connection.",
            "Replicate from outside of `skate-env run`.",
        ));
    }
    for (name, value) in &parameters.pairs {
        match &**name {
            "user" | "database" | "replication" => {}
            "options" => check_options(value, shared, refusal)?,
            _ => decide_parameter(&shared.policy, name, value)?,
        }
    }
    Ok(())
}

fn check_options(
    value: &str,
    shared: &Shared,
    refusal: impl Fn(&str, &str) -> Refusal,
) -> Result<(), Refusal> {
    if !shared.policy.judges() {
        return Ok(());
    }
    let settings = options::settings(value).map_err(|_| {
        refusal(
            "The connection's options hold something else than settings.",
            "Write each as `-c name=value`.",
        )
    })?;
    settings.iter().try_for_each(|(name, value)| decide_parameter(&shared.policy, name, value))
}

pub(super) async fn refuse(socket: &mut TcpStream, refusal: &Refusal) -> io::Result<()> {
    let own = error(Severity::Fatal, refusal.code, &refusal.message, &refusal.hint);
    socket.write_all(&own).await
}
