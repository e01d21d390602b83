//! One connection of a client, from its first byte to its last.

use std::{io, sync::Arc, time::Duration};

use skate_env_core::verify::Connector;
use tokio::{io::AsyncWriteExt as _, net::TcpStream, time::timeout};

use super::{login, messages, observer::Event, open, shared::Shared, startup};

/// How long a client may take to say who it is.
const LOGIN: Duration = Duration::from_secs(30);

/// Serves one connection to its end.
pub(super) async fn serve(
    mut socket: TcpStream,
    connector: Arc<Connector>,
    shared: Arc<Shared>,
) -> io::Result<()> {
    let asked = timeout(LOGIN, login::login(&mut socket, &shared)).await??;
    let Some(parameters) = asked else { return Ok(()) };
    if let Err(refusal) = startup::check(&parameters, &connector, &shared.policy) {
        shared.observer.observe(Event::Failed(refusal.code));
        return socket.write_all(&messages::fatal(&refusal)).await;
    }
    open::serve(socket, parameters, connector, shared).await
}
