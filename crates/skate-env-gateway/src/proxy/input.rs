//! A buffer of bytes that came from one side: frames are looked at in it before they pass.

use std::io;

use bytes::{Buf as _, BytesMut};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

use crate::protocol::frame::{Header, header};

/// What a connection that is quiet holds.
const SMALL: usize = 4 << 10;
/// What one that is busy reads at a time.
const LARGE: usize = 32 << 10;

/// A reader and what was read of it.
pub(super) struct Input<R> {
    reader: R,
    pub(super) buffer: BytesMut,
    size: usize,
}

impl<R: AsyncRead + Unpin> Input<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, buffer: BytesMut::new(), size: SMALL }
    }

    /// Reads more; `false` where the other side has closed.
    pub(super) async fn fill(&mut self) -> io::Result<bool> {
        if self.buffer.is_empty() && self.buffer.capacity() > self.size {
            self.buffer = BytesMut::new(); // gives back what a large frame took
        }
        self.buffer.reserve(self.size);
        let read = self.reader.read_buf(&mut self.buffer).await?;
        // Who fills a small buffer is given a larger one, for as long as it would fill that.
        self.size = if read >= SMALL { LARGE } else { SMALL };
        Ok(read > 0)
    }

    /// The next frame's header; `None` where the other side has closed between frames.
    pub(super) async fn header(&mut self) -> io::Result<Option<Header>> {
        loop {
            match header(&self.buffer) {
                Ok(Some(header)) => return Ok(Some(header)),
                Ok(None) => {}
                Err(_) => return Err(io::ErrorKind::InvalidData.into()),
            }
            if !self.fill().await? {
                return if self.buffer.is_empty() {
                    Ok(None)
                } else {
                    Err(io::ErrorKind::UnexpectedEof.into())
                };
            }
        }
    }

    /// Waits until a whole frame is there, and takes it out.
    pub(super) async fn take(&mut self, size: usize) -> io::Result<BytesMut> {
        while self.buffer.len() < size {
            // A length that was only announced takes no memory.
            if !self.fill().await? {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(self.buffer.split_to(size))
    }

    /// Passes a frame on as it comes, without waiting for its end.
    pub(super) async fn pass<W: AsyncWrite + Unpin>(
        &mut self,
        mut size: usize,
        writer: &mut W,
    ) -> io::Result<()> {
        while size > 0 {
            if self.buffer.is_empty() && !self.fill().await? {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let part = size.min(self.buffer.len());
            writer.write_all(&self.buffer[..part]).await?;
            self.buffer.advance(part);
            size -= part;
        }
        Ok(())
    }

    /// Drops a frame as it comes.
    pub(super) async fn skip(&mut self, size: usize) -> io::Result<()> {
        self.pass(size, &mut tokio::io::sink()).await
    }
}
