//! The listener of one endpoint.

use std::io;
use std::net::Ipv4Addr;
use std::path::Path;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;

use super::connection;
use crate::compute::Compute;
use crate::{Error, Result};

/// Far above a server's `max_connections`: further clients wait in the system's queue.
const MAX_CONNECTIONS: usize = 1000;
/// `accept` fails when file descriptors run out, for example: wait until some are free.
const ACCEPT_RETRY: Duration = Duration::from_millis(50);

/// Listens on an endpoint's port. Dropping it closes the port and ends its connections.
#[derive(Debug)]
pub(crate) struct Listener {
    task: JoinHandle<()>,
}

impl Listener {
    /// Listens on 127.0.0.1. The acceptor encrypts error messages only; the server itself encrypts
    /// its sessions.
    ///
    /// # Errors
    ///
    /// `port_taken`: an endpoint keeps its port, so that its URLs stay valid.
    pub(crate) fn open(port: u16, compute: Compute, tls: TlsAcceptor) -> Result<Self> {
        let listener = listen(port).map_err(|error| {
            if error.kind() == io::ErrorKind::AddrInUse {
                return Error::port_taken(port);
            }
            Error::io("listen on", Path::new(&format!("127.0.0.1:{port}")))(error)
        })?;
        Ok(Self { task: tokio::spawn(accept(listener, compute, tls)) })
    }

    /// Closes the listener, and returns when the port is free.
    pub(crate) async fn close(mut self) {
        self.task.abort();
        // The task was aborted: its error says only that.
        let _ = (&mut self.task).await;
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn listen(port: u16) -> io::Result<TcpListener> {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    listener.set_nonblocking(true)?;
    TcpListener::from_std(listener)
}

async fn accept(listener: TcpListener, compute: Compute, tls: TlsAcceptor) {
    let mut connections = JoinSet::new();
    loop {
        // Forget connections that have ended; at the limit, wait until one does.
        while connections.try_join_next().is_some() {}
        if connections.len() >= MAX_CONNECTIONS {
            connections.join_next().await;
        }
        match listener.accept().await {
            Ok((client, _)) => {
                connections.spawn(connection::serve(client, compute.clone(), tls.clone()));
            }
            Err(_) => tokio::time::sleep(ACCEPT_RETRY).await,
        }
    }
}
