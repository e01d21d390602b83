//! The listener of one endpoint.

use std::io;
use std::net::Ipv4Addr;
use std::path::Path;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;

use super::session;
use crate::compute::Compute;
use crate::{Error, Result};

/// Far above a server's `max_connections`: who comes beyond it waits in the system's queue.
const SESSIONS: usize = 1000;
/// Out of handles, say: nothing else helps than to wait for some.
const PAUSE: Duration = Duration::from_millis(50);

/// An endpoint's open port. Dropping it closes the port and ends its sessions.
#[derive(Debug)]
pub(crate) struct Door {
    task: JoinHandle<()>,
}

impl Door {
    /// Listens on 127.0.0.1. The acceptor is for refusals: what is not refused, the server itself
    /// encrypts.
    ///
    /// # Errors
    ///
    /// `port_taken`: an endpoint keeps its port, so that its URLs stay true.
    pub(crate) fn open(port: u16, compute: Compute, tls: TlsAcceptor) -> Result<Self> {
        let listener = listen(port).map_err(|error| {
            if error.kind() == io::ErrorKind::AddrInUse {
                return Error::port_taken(port);
            }
            Error::io("listen on", Path::new(&format!("127.0.0.1:{port}")))(error)
        })?;
        Ok(Self { task: tokio::spawn(welcome(listener, compute, tls)) })
    }

    /// Returns when the port is free.
    pub(crate) async fn close(mut self) {
        self.task.abort();
        // It was told to end: that it did not end by itself is no news.
        let _ = (&mut self.task).await;
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn listen(port: u16) -> io::Result<TcpListener> {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    listener.set_nonblocking(true)?;
    TcpListener::from_std(listener)
}

async fn welcome(listener: TcpListener, compute: Compute, tls: TlsAcceptor) {
    let mut sessions = JoinSet::new();
    loop {
        // Ended ones are let go of; at the limit one has to end first.
        while sessions.try_join_next().is_some() {}
        if sessions.len() >= SESSIONS {
            sessions.join_next().await;
        }
        match listener.accept().await {
            Ok((client, _)) => {
                sessions.spawn(session::serve(client, compute.clone(), tls.clone()));
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}
