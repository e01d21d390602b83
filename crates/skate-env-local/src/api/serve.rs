//! Listening, and ending well.

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

use super::faults::Faults;
use super::service::Service;
use crate::plane::Plane;
use crate::{Error, Result};

const MOST_CONNECTIONS: usize = 512;
const LARGEST_HEAD: usize = 64 * 1024;
const HEAD_PATIENCE: Duration = Duration::from_secs(10);
/// How long requests that are under way may take when the API ends.
const FAREWELL: Duration = Duration::from_secs(5);

/// The API, answering on 127.0.0.1.
#[derive(Debug)]
pub(crate) struct Api {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

impl Api {
    /// Begins to answer; port 0 stands for any that is free.
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

    /// Takes no more requests, and waits a little for those that are under way.
    pub(crate) async fn stop(self) {
        drop(self.stop);
        // It fails only if the runtime ends before it: then nothing is served any more.
        let _ = self.served.await;
    }
}

async fn accept(listener: TcpListener, service: Service, mut stopped: oneshot::Receiver<()>) {
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let connections = GracefulShutdown::new();
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (listener.accept().await, place)
        };
        let (accepted, place) = tokio::select! {
            _ = &mut stopped => break,
            next = next => next,
        };
        let Ok((stream, _)) = accepted else {
            // Out of file descriptors, most likely: others may give some back.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        let connection = connections.watch(connection(stream, service.clone()));
        tokio::spawn(async move {
            // A client that went away, or a fault that was asked for.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    let _ = timeout(FAREWELL, connections.shutdown()).await;
}

fn connection(
    stream: TcpStream,
    service: Service,
) -> http1::Connection<TokioIo<TcpStream>, Service> {
    // A small answer must not wait for the client's acknowledgement of the last one.
    let _ = stream.set_nodelay(true);
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_PATIENCE)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service)
}
