//! A stream that tokio-postgres borrows: what it sends first is replaced, what it reads is kept.

use std::{
    io, mem,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, ready},
};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::RawStream;

/// More than any server says before the first statement's answer has ended.
const MOST: usize = 1 << 20;

/// A handle of the stream; the last one can take the stream out.
#[derive(Clone)]
pub(super) struct Tap(Arc<Mutex<Tapped>>);

struct Tapped {
    stream: RawStream,
    received: Vec<u8>,
    /// What is sent in place of the first message.
    startup: Option<Startup>,
}

struct Startup {
    packet: Vec<u8>,
    sent: usize,
}

impl Tap {
    pub(super) fn new(stream: RawStream, startup: Vec<u8>) -> Self {
        let startup = Some(Startup { packet: startup, sent: 0 });
        Self(Arc::new(Mutex::new(Tapped { stream, received: Vec::new(), startup })))
    }

    /// The stream and all that was read from it, if nobody else has a handle.
    pub(super) fn into_parts(self) -> Option<(RawStream, Vec<u8>)> {
        let tapped = Arc::into_inner(self.0)?.into_inner().unwrap_or_else(PoisonError::into_inner);
        Some((tapped.stream, tapped.received))
    }

    fn lock(&self) -> MutexGuard<'_, Tapped> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl AsyncRead for Tap {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let mut tapped = self.lock();
        let before = buffer.filled().len();
        ready!(Pin::new(&mut tapped.stream).poll_read(context, buffer))?;
        tapped.received.extend_from_slice(&buffer.filled()[before..]);
        if tapped.received.len() > MOST {
            return Poll::Ready(Err(io::ErrorKind::InvalidData.into()));
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Tap {
    /// The first message is a startup packet in one piece: tokio-postgres sends nothing before
    /// it, and waits for an answer after it.
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<io::Result<usize>> {
        let mut tapped = self.lock();
        let Tapped { stream, startup, .. } = &mut *tapped;
        while let Some(own) = startup {
            if own.sent == own.packet.len() {
                drop(mem::take(startup));
                return Poll::Ready(Ok(buffer.len()));
            }
            let left = &own.packet[own.sent..];
            own.sent += match ready!(Pin::new(&mut *stream).poll_write(context, left))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                written => written,
            };
        }
        Pin::new(stream).poll_write(context, buffer)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.lock().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.lock().stream).poll_shutdown(context)
    }
}
