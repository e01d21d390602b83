//! The HTTP server: listening, and a graceful shutdown.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, oneshot};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::service::Service;
use crate::faults::Faults;
use crate::plane::Plane;
use crate::{Error, Result};

const MAX_CONNECTIONS: usize = 512;
const MAX_HEAD_BYTES: usize = 64 * 1024;
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// How long running requests may take when the API stops.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(5);

/// The API on 127.0.0.1.
#[derive(Debug)]
pub(crate) struct Api {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

impl Api {
    /// Starts to serve; port 0 stands for any free port.
    pub(crate) async fn serve(plane: Arc<Plane>, faults: Faults, port: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
        let taken = |_| Error::port_taken(port);
        let listener = listener.map_err(taken)?;
        let address = listener.local_addr().map_err(taken)?;
        let (stop, stopped) = oneshot::channel();
        let service = Service::new(plane, faults);
        let served = tokio::spawn(accept(listener, service, stopped));
        Ok(Self { address, stop, served })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Accepts no more requests, and waits a few seconds for those that are running.
    pub(crate) async fn stop(self) {
        drop(self.stop);
        // It fails only if the runtime has ended, and with it the server.
        let _ = self.served.await;
    }
}

async fn accept(listener: TcpListener, service: Service, mut stopped: oneshot::Receiver<()>) {
    let permits = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let connections = GracefulShutdown::new();
    loop {
        let next = async {
            let permit = Arc::clone(&permits).acquire_owned().await;
            (listener.accept().await, permit)
        };
        let (accepted, permit) = tokio::select! {
            _ = &mut stopped => break,
            next = next => next,
        };
        let Ok((stream, _)) = accepted else {
            // Most likely no file descriptor is free: wait until one is.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        let connection = connections.watch(connection(stream, service.clone()));
        tokio::spawn(async move {
            // An error is a client that disconnected, or an injected fault.
            let _ = connection.await;
            drop(permit);
        });
    }
    drop(listener);
    let _ = timeout(SHUTDOWN_TIMEOUT, connections.shutdown()).await;
}

fn connection(
    stream: TcpStream,
    service: Service,
) -> http1::Connection<TokioIo<TcpStream>, Service> {
    // A small response must not wait for the acknowledgement of the last one.
    let _ = stream.set_nodelay(true);
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(MAX_HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service)
}
