//! A TCP proxy between the command and the API that records the first request and the last answer.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::Result;

/// From the first byte of the first request to the last byte of the last answer.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    pub(crate) first_request: Instant,
    pub(crate) last_answer: Instant,
}

/// A proxy.
pub(crate) struct Wire {
    address: String,
    span: Arc<Mutex<Option<Span>>>,
}

impl Wire {
    /// Starts a proxy for an API.
    pub(crate) async fn before(base: &str) -> Result<Self> {
        let (host, path) = base
            .strip_prefix("http://")
            .and_then(|rest| rest.split_once('/'))
            .ok_or("the API has no address")?;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = format!("http://{}/{path}", listener.local_addr()?);
        let span = Arc::new(Mutex::new(None));
        tokio::spawn(forward(listener, host.to_owned(), Arc::clone(&span)));
        Ok(Self { address, span })
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The span since the last call.
    pub(crate) fn take(&self) -> Option<Span> {
        self.span.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

async fn forward(listener: TcpListener, host: String, span: Arc<Mutex<Option<Span>>>) {
    while let Ok((client, _)) = listener.accept().await {
        let (host, span) = (host.clone(), Arc::clone(&span));
        tokio::spawn(async move {
            let server = TcpStream::connect(&host).await?;
            client.set_nodelay(true)?;
            server.set_nodelay(true)?;
            let (from_client, to_client) = client.into_split();
            let (from_server, to_server) = server.into_split();
            let note = || {
                let now = Instant::now();
                let mut span = span.lock().unwrap_or_else(PoisonError::into_inner);
                let first_request = span.map_or(now, |span| span.first_request);
                *span = Some(Span { first_request, last_answer: now });
            };
            tokio::try_join!(pass(from_client, to_server, note), pass(from_server, to_client, note))
        });
    }
}

async fn pass(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    note: impl Fn(),
) -> io::Result<()> {
    let mut piece = vec![0; 1 << 16];
    loop {
        let count = from.read(&mut piece).await?;
        if count == 0 {
            return to.shutdown().await;
        }
        note();
        to.write_all(&piece[..count]).await?;
    }
}
