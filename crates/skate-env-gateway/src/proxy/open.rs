//! The session behind a client's: opened, proven, and joined with it.

use std::{io, sync::Arc, time::Instant};

use skate_env_core::{
    Code, Error, Problem,
    verify::{Connector, RawSession},
};
use tokio::{
    io::{AsyncWriteExt as _, copy_bidirectional_with_sizes, split},
    net::TcpStream,
};

use super::{
    downward::{Downward, is_kept},
    input::Input,
    listener::Shared,
    login,
    observer::Event,
    state::{Parameters, State},
    upward::{Upward, malformed},
};
use crate::{
    judge::{Policy, Refusal},
    protocol::{
        frame::{HEADER, build, header},
        message, startup,
    },
};

/// For each direction, where nothing is judged.
const BUFFER: usize = 8 << 10;
/// What a session that only reads is opened with; it comes after the client's own options.
const READ_ONLY: &str = "-c default_transaction_read_only=on";

/// Opens the session behind a client's and passes on until one of them ends.
pub(super) async fn serve(
    mut client: TcpStream,
    asked: startup::Parameters,
    connector: Arc<Connector>,
    shared: Arc<Shared>,
) -> io::Result<()> {
    let began = Instant::now();
    shared.observer.observe(Event::Attempted);
    let parameters = with_limits(asked.pairs, &shared.policy);
    let (resolved, config) = (shared.proof.resolved(), shared.proof.config());
    let opened = connector.open(&parameters, resolved, config, &shared.verify).await;
    let greeted = opened.map_err(|error| refusal(&error)).and_then(|session| {
        let greeting = Greeting::read(&session.received).ok_or_else(unreadable)?;
        greeting.check(&shared.policy)?;
        Ok((session, greeting))
    });
    let (session, greeting) = match greeted {
        Ok(greeted) => greeted,
        Err(refusal) => {
            shared.observer.observe(Event::Failed(refusal.code));
            return login::refuse(&mut client, &refusal).await;
        }
    };
    shared.observer.observe(Event::Opened(began.elapsed()));
    let result = join(client, session, greeting, connector, &shared, began).await;
    shared.observer.observe(Event::Closed);
    result
}

async fn join(
    mut client: TcpStream,
    session: RawSession,
    greeting: Greeting,
    connector: Arc<Connector>,
    shared: &Arc<Shared>,
    began: Instant,
) -> io::Result<()> {
    let key = shared.cancel.register(connector, greeting.key.clone());
    let key = key.ok_or(io::ErrorKind::Unsupported)?;
    client.write_all(&greeting.for_client(&key.key)).await?;
    let mut server = session.stream;
    if !shared.policy.judges() {
        copy_bidirectional_with_sizes(&mut client, &mut server, BUFFER, BUFFER).await?;
        return Ok(());
    }
    let marker = marker()?;
    let state = State::new();
    let (client_reader, mut client_writer) = client.into_split();
    let (server_reader, server_writer) = split(server);
    let (client_reader, server_reader) = (Input::new(client_reader), Input::new(server_reader));
    let upward = Upward::new(client_reader, server_writer, &state, shared, &marker);
    let downward = Downward {
        server: server_reader,
        client: &mut client_writer,
        state: &state,
        shared,
        began,
        parameters: &greeting.parameters,
        marker: &marker,
    };
    let ended = tokio::select! {
        ended = upward.run() => ended,
        ended = downward.run() => return ended,
    };
    if ended.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::InvalidData) {
        client_writer.write_all(&malformed()).await?;
    }
    ended
}

/// The client's parameters, with those of the policy behind them: the last of two counts.
fn with_limits(mut pairs: Vec<(String, String)>, policy: &Policy) -> Vec<(String, String)> {
    if policy.is_read_only() {
        pairs.retain(|(name, _)| !name.eq_ignore_ascii_case("default_transaction_read_only"));
        pairs.push(("options".to_owned(), READ_ONLY.to_owned()));
    }
    pairs
}

/// What the server said when the session began.
struct Greeting {
    parameters: Parameters,
    /// The server's key for cancelling.
    key: Vec<u8>,
}

impl Greeting {
    /// Reads all that a server sent up to the end of the proof; `None` where it is no protocol,
    /// or goes on.
    fn read(mut received: &[u8]) -> Option<Self> {
        let mut greeting = Self { parameters: Parameters::new(), key: Vec::new() };
        let mut last = 0;
        while let Some(found) = header(received).ok()? {
            let frame = received.get(..found.size)?;
            match found.kind {
                b'S' => {
                    let (name, value) = message::parameter(frame)?;
                    greeting.parameters.insert(name.to_owned(), value.to_owned());
                }
                b'K' => greeting.key = frame[HEADER..].to_vec(),
                _ => {}
            }
            last = found.kind;
            received = &received[found.size..];
        }
        (received.is_empty() && last == b'Z').then_some(greeting)
    }

    /// Whether the session is what the policy relies on.
    fn check(&self, policy: &Policy) -> Result<(), Refusal> {
        let is_read_only =
            self.parameters.get("default_transaction_read_only").is_some_and(|it| it == "on");
        if policy.is_read_only() && !is_read_only {
            return Err(not_read_only());
        }
        let kept = self
            .parameters
            .iter()
            .all(|(name, value)| is_kept(policy, &self.parameters, name, value));
        if kept { Ok(()) } else { Err(unguardable()) }
    }

    /// What the client is told instead.
    fn for_client(&self, key: &[u8]) -> Vec<u8> {
        let mut bytes = build(b'R', &[0; 4]);
        for (name, value) in &self.parameters {
            let body = [name.as_bytes(), &[0], value.as_bytes(), &[0]].concat();
            bytes.extend(build(b'S', &body));
        }
        bytes.extend(build(b'K', key));
        bytes.extend(build(b'Z', b"I"));
        bytes
    }
}

/// What stands in place of a refused statement, told apart from whatever a client could send.
fn marker() -> io::Result<String> {
    let mut random = [0; 8];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    Ok(format!("refused_by_skate_env_{:016x}", u64::from_be_bytes(random)))
}

fn refusal(error: &Error) -> Refusal {
    Refusal {
        code: error.code(),
        message: error.message().to_owned(),
        hint: error.hint().to_owned(),
    }
}

fn unreadable() -> Refusal {
    Refusal {
        code: Code::DatabaseRefused,
        message: "The database's answer cannot be read: it is no PostgreSQL.".to_owned(),
        hint: "Check the URL; only PostgreSQL is spoken here.".to_owned(),
    }
}

fn not_read_only() -> Refusal {
    Refusal {
        code: Code::GuardedConnection,
        message: "The server does not keep the session read-only, or does not say so.".to_owned(),
        hint: "Read with PostgreSQL 14 or later, over a direct URL.".to_owned(),
    }
}

fn unguardable() -> Refusal {
    Refusal {
        code: Code::GuardedConnection,
        message: "The session begins with settings under which statements cannot be judged."
            .to_owned(),
        hint: "Set standard_conforming_strings to on and client_encoding to UTF8.".to_owned(),
    }
}

/// The system does not give what a gateway needs.
pub(super) fn no_system(what: &str) -> Error {
    Error::from_problem(Problem::new(
        Code::InternalError,
        format!("The system gives no {what} for the guarded connection."),
        "Check the limits of processes, threads and open files.",
    ))
}
