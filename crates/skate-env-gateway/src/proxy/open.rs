//! The session behind a client's: opened, proven, and joined with it.

use std::{io, sync::Arc, time::Instant};

use skate_env_core::verify::{Connector, RawSession};
use tokio::{
    io::{AsyncWriteExt as _, copy_bidirectional_with_sizes, split},
    net::TcpStream,
};

use super::{
    downward::Downward, greeting::Greeting, input::Input, messages, observer::Event,
    shared::Shared, state::State, upward::Upward,
};
use crate::{judge::Policy, protocol::startup};

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
    let database = super::startup::database(&asked).to_owned();
    let parameters = with_limits(asked.pairs, &shared.policy);
    let (resolved, config) = (shared.proof.resolved(), shared.proof.config());
    let opened = connector.open(&database, &parameters, resolved, config, &shared.verify).await;
    let greeted = opened.map_err(|error| messages::refusal(&error)).and_then(|session| {
        let greeting = Greeting::read(&session.received).ok_or_else(messages::unreadable)?;
        greeting.check(&shared.policy)?;
        Ok((session, greeting))
    });
    let (session, greeting) = match greeted {
        Ok(greeted) => greeted,
        Err(refusal) => {
            shared.observer.observe(Event::Failed(refusal.code));
            return client.write_all(&messages::fatal(&refusal)).await;
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
        client_writer.write_all(&messages::malformed()).await?;
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

/// What stands in place of a refused statement, told apart from whatever a client could send.
fn marker() -> io::Result<String> {
    let mut random = [0; 8];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    Ok(format!("refused_by_skate_env_{:016x}", u64::from_be_bytes(random)))
}
