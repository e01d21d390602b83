//! Sockets, in the clear or with TLS, and what binds a password to a certificate.

use std::{
    future::{Ready, ready},
    io,
    pin::Pin,
    task::{Context, Poll},
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};
use tokio_postgres::{
    config::Host,
    tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream},
};

use super::{super::connect_options::ConnectOptions, tap::Tap};

const PORT: u16 = 5432;

/// A connection to a server, whatever it consists of.
pub trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// A connection to a server, of whatever kind.
pub type RawStream = Box<dyn Stream>;

/// A stream, and what its certificate binds a password to.
pub(super) struct Bound {
    pub(super) stream: RawStream,
    pub(super) binding: ChannelBinding,
    pub(super) is_encrypted: bool,
}

impl Bound {
    pub(super) fn plain(stream: RawStream) -> Self {
        Self { stream, binding: ChannelBinding::none(), is_encrypted: false }
    }
}

/// Connects to the host, by whichever of its addresses answers.
pub(super) async fn connect(options: &ConnectOptions) -> io::Result<RawStream> {
    let port = options.config.get_ports().first().copied().unwrap_or(PORT);
    match options.config.get_hosts().first() {
        Some(Host::Tcp(host)) => {
            let socket = TcpStream::connect((host.as_str(), port)).await?;
            socket.set_nodelay(true)?;
            Ok(Box::new(socket))
        }
        #[cfg(unix)]
        Some(Host::Unix(folder)) => {
            let path = folder.join(format!(".s.PGSQL.{port}"));
            Ok(Box::new(tokio::net::UnixStream::connect(path).await?))
        }
        _ => Err(io::ErrorKind::AddrNotAvailable.into()),
    }
}

/// Encrypts a connection, and checks the certificate as the options say.
pub(super) async fn encrypt(socket: RawStream, options: &ConnectOptions) -> io::Result<Bound> {
    let mut connector = options.tls.connector().map_err(io::Error::other)?;
    let host = match options.config.get_hosts().first() {
        Some(Host::Tcp(host)) => host.as_str(),
        _ => "",
    };
    let connect = MakeTlsConnect::<RawStream>::make_tls_connect(&mut connector, host);
    let connect = connect.map_err(|_| io::ErrorKind::InvalidInput)?;
    let stream = connect.connect(socket).await?;
    let binding = stream.channel_binding();
    Ok(Bound { stream: Box::new(stream), binding, is_encrypted: true })
}

/// "Encrypts" a stream that is encrypted already: hands on what its certificate binds.
pub(super) struct PassOn(pub(super) ChannelBinding);

/// A stream that knows what its certificate binds.
pub(super) struct BoundTap(Tap, std::sync::Mutex<Option<ChannelBinding>>);

impl TlsConnect<Tap> for PassOn {
    type Stream = BoundTap;
    type Error = io::Error;
    type Future = Ready<io::Result<BoundTap>>;

    fn connect(self, tap: Tap) -> Self::Future {
        ready(Ok(BoundTap(tap, std::sync::Mutex::new(Some(self.0)))))
    }
}

impl TlsStream for BoundTap {
    /// Asked for once, at the login.
    fn channel_binding(&self) -> ChannelBinding {
        let binding = self.1.lock().ok().and_then(|mut binding| binding.take());
        binding.unwrap_or_else(ChannelBinding::none)
    }
}

impl AsyncRead for BoundTap {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for BoundTap {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, buffer)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}
