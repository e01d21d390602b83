//! The loopback ports: bound before the command starts, served until its last process has ended.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr, TcpListener as StdListener},
    pin::pin,
    sync::Arc,
    time::Duration,
};

use skate_env_core::{Error, verify::Connector};
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinSet,
    time::sleep,
};

use super::{connection, messages, options::GatewayOptions, shared::Shared};

/// Before the next attempt to accept where the system could not.
const PAUSE: Duration = Duration::from_millis(50);

/// A gateway whose ports are bound, and that nobody serves yet.
pub struct Gateway {
    pooled: (TcpListener, Arc<Connector>),
    direct: (TcpListener, Arc<Connector>),
    shared: Arc<Shared>,
    ports: Ports,
}

/// Where clients connect, at 127.0.0.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ports {
    /// Leads where the resolved URL leads.
    pub pooled: u16,
    /// Leads where the resolved direct URL leads.
    pub direct: u16,
}

impl Gateway {
    /// Binds two ports that the system chooses. Clients that connect wait until it is served.
    ///
    /// # Errors
    /// Those of [`Self::on`].
    #[expect(clippy::unused_async, reason = "a runtime takes the ports")]
    pub async fn bind(options: GatewayOptions) -> Result<Self, Error> {
        let bind = || bind_port().map_err(|_| messages::no_system("port"));
        Self::on([bind()?, bind()?], options)
    }

    /// Takes ports that are bound already, pooled and direct: clients may have connected. Call it
    /// on a runtime with its I/O on.
    ///
    /// # Errors
    /// Those of [`Connector::new`]; `internal_error` where the system gives no port, thread or
    /// random number.
    pub fn on(ports: [StdListener; 2], options: GatewayOptions) -> Result<Self, Error> {
        let (pooled, direct) = options.connectors()?;
        let shared = Arc::new(Shared::new(options)?);
        let taken = |listener: StdListener| {
            listener.set_nonblocking(true)?;
            let port = listener.local_addr()?.port();
            Ok::<_, io::Error>((TcpListener::from_std(listener)?, port))
        };
        let [first, second] =
            ports.map(|port| taken(port).map_err(|_| messages::no_system("port")));
        let ((first, pooled_port), (second, direct_port)) = (first?, second?);
        Ok(Self {
            pooled: (first, Arc::new(pooled)),
            direct: (second, Arc::new(direct)),
            shared,
            ports: Ports { pooled: pooled_port, direct: direct_port },
        })
    }

    /// Where clients connect.
    #[must_use]
    pub fn ports(&self) -> Ports {
        self.ports
    }

    /// Serves until `lifeline` resolves; then every connection is closed.
    ///
    /// [`lifeline`](crate::lifeline) makes one of a pipe whose other end the command inherits.
    pub async fn serve(self, lifeline: impl Future<Output = ()>) {
        let mut lifeline = pin!(lifeline);
        let mut connections = JoinSet::new();
        loop {
            let (accepted, connector) = tokio::select! {
                () = &mut lifeline => break,
                accepted = self.pooled.0.accept() => (accepted, &self.pooled.1),
                accepted = self.direct.0.accept() => (accepted, &self.direct.1),
                Some(_) = connections.join_next() => continue,
            };
            if let Ok((socket, peer)) = accepted {
                connections.spawn(serve(socket, peer, connector.clone(), self.shared.clone()));
                continue;
            }
            // Out of file descriptors, or the client is gone already.
            tokio::select! {
                () = &mut lifeline => break,
                () = sleep(PAUSE) => {}
            }
        }
        connections.shutdown().await;
    }
}

/// A port of this machine's loopback that the system chooses.
fn bind_port() -> io::Result<StdListener> {
    StdListener::bind((Ipv4Addr::LOCALHOST, 0))
}

async fn serve(
    socket: TcpStream,
    peer: SocketAddr,
    connector: Arc<Connector>,
    shared: Arc<Shared>,
) {
    if peer.ip().is_loopback() && socket.set_nodelay(true).is_ok() {
        // What went wrong was said to the client, or the client is gone.
        let _ = connection::serve(socket, connector, shared).await;
    }
}
