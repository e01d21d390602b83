//! Fake servers: tunnels, and programs that are not PostgreSQL.

use std::sync::Arc;
use std::sync::atomic::{AtomicU16, AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A program that listens on a port until it is dropped.
pub(crate) struct FakeServer {
    pub(crate) port: u16,
    task: JoinHandle<()>,
}

impl Drop for FakeServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A tunnel whose destination can be changed.
pub(crate) struct Tunnel {
    pub(crate) server: FakeServer,
    end: Arc<AtomicU16>,
    passed: Arc<AtomicUsize>,
}

impl Tunnel {
    pub(crate) async fn to(port: u16) -> Self {
        let (end, passed) = (Arc::new(AtomicU16::new(port)), Arc::new(AtomicUsize::new(0)));
        let (there, count) = (Arc::clone(&end), Arc::clone(&passed));
        let server = serve_each(move |mut here| {
            let (there, count) = (Arc::clone(&there), Arc::clone(&count));
            async move {
                count.fetch_add(1, Ordering::SeqCst);
                let end = there.load(Ordering::SeqCst);
                let mut far = TcpStream::connect(("127.0.0.1", end)).await.unwrap();
                let _ = tokio::io::copy_bidirectional(&mut here, &mut far).await;
            }
        })
        .await;
        Self { server, end, passed }
    }

    pub(crate) fn redirect_to(&self, port: u16) {
        self.end.store(port, Ordering::SeqCst);
    }

    /// How many connections it has forwarded.
    pub(crate) fn passed(&self) -> usize {
        self.passed.load(Ordering::SeqCst)
    }
}

/// Calls the same function with every connection.
pub(crate) async fn serve_each<Work: Future<Output = ()> + Send + 'static>(
    handle: impl Fn(TcpStream) -> Work + Send + 'static,
) -> FakeServer {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let task = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(handle(stream));
        }
    });
    FakeServer { port, task }
}

/// Reads a startup message as PostgreSQL does, and requests the password in clear text.
pub(crate) async fn password_of(stream: &mut TcpStream) -> Vec<u8> {
    startup(stream).await;
    stream.write_all(b"R\0\0\0\x08\0\0\0\x03").await.unwrap();
    let mut kind = [0; 1];
    stream.read_exact(&mut kind).await.unwrap();
    message(stream).await
}

/// Reads everything that a client sends before the first answer.
pub(crate) async fn startup(stream: &mut TcpStream) {
    const SSL_REQUEST: [u8; 4] = 80_877_103_u32.to_be_bytes();
    let first = message(stream).await;
    if first == SSL_REQUEST {
        stream.write_all(b"N").await.unwrap();
        message(stream).await;
    }
}

/// PostgreSQL's error message.
pub(crate) async fn send_error(stream: &mut TcpStream, state: &str, sentence: &str) {
    let mut fields = Vec::new();
    for (kind, text) in [(b'S', "FATAL"), (b'V', "FATAL"), (b'C', state), (b'M', sentence)] {
        fields.push(kind);
        fields.extend_from_slice(text.as_bytes());
        fields.push(0);
    }
    fields.push(0);
    let length = u32::try_from(fields.len() + 4).unwrap();
    stream.write_all(b"E").await.unwrap();
    stream.write_all(&length.to_be_bytes()).await.unwrap();
    stream.write_all(&fields).await.unwrap();
}

async fn message(stream: &mut TcpStream) -> Vec<u8> {
    let length = usize::try_from(stream.read_u32().await.unwrap()).unwrap();
    let mut body = vec![0; length - 4];
    stream.read_exact(&mut body).await.unwrap();
    body
}
