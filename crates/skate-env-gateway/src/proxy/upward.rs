//! From the client to the server: what is judged waits until the judge has seen all of it.
//!
//! A batch is a `Query`, or all messages up to a `Sync`. It is sent on when the whole of it was
//! judged and the server has answered everything before: nothing runs beside a change of
//! settings that the server has not reported yet. A client that waits for an answer in the middle
//! (`Flush`), or sends more than `HELD`, gets what was judged so far sent on; if a later part is
//! refused, the server rolls the whole batch back, as of any error.

mod extended;
mod simple;

use std::{collections::HashMap, io, sync::Arc};

use bytes::BytesMut;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};

use super::{
    batch::Batch,
    input::Input,
    observer::Event,
    shared::Shared,
    state::{Copy, State},
};
use crate::{
    grammar::MAX_STATEMENT,
    judge::Refusal,
    protocol::{
        frame::Header,
        message::{self, Severity},
    },
};

/// A statement and the numbers of its parameters' types.
const LONGEST: usize = 4 * MAX_STATEMENT;

/// The client's side of a session.
pub(super) struct Upward<'s, R, W> {
    client: Input<R>,
    server: W,
    state: &'s State,
    shared: &'s Arc<Shared>,
    marker: &'s str,
    batch: Batch,
    /// Prepared statements of which more is asked when they are bound.
    prepared: HashMap<Vec<u8>, Prepared>,
}

/// What is asked of a prepared statement when it is bound.
struct Prepared {
    ends_transaction: bool,
    /// Numbers of parameters that must be checksums of committed migrations.
    checksums: Vec<u16>,
}

impl<'s, R: AsyncRead + Unpin, W: AsyncWrite + Unpin> Upward<'s, R, W> {
    pub(super) fn new(
        client: Input<R>,
        server: W,
        state: &'s State,
        shared: &'s Arc<Shared>,
        marker: &'s str,
    ) -> Self {
        let (batch, prepared) = (Batch::default(), HashMap::new());
        Self { client, server, state, shared, marker, batch, prepared }
    }

    /// Judges and passes on until a side closes.
    pub(super) async fn run(mut self) -> io::Result<()> {
        while let Some(header) = self.client.header().await? {
            match header.kind {
                b'Q' => self.query(header).await?,
                b'P' => self.parse(header).await?,
                b'B' => self.bind(header).await?,
                b'D' | b'E' | b'C' => self.hold(header).await?,
                b'H' => self.flush(header).await?,
                b'S' => self.sync(header).await?,
                b'F' => self.function_call(header).await?,
                b'd' => self.client.pass(header.size, &mut self.server).await?,
                b'c' | b'f' => {
                    // Before it is sent: the server's answer changes it again.
                    self.state.change(|state| state.copy = Copy::Ended);
                    self.client.pass(header.size, &mut self.server).await?;
                }
                b'X' => {
                    self.client.pass(header.size, &mut self.server).await?;
                    return self.server.flush().await;
                }
                _ => return Err(io::ErrorKind::InvalidData.into()),
            }
            if self.client.buffer.is_empty() {
                self.server.flush().await?;
            }
        }
        Ok(())
    }

    /// Sends on what was judged, when the server has answered everything before.
    async fn release(&mut self) -> io::Result<()> {
        if self.batch.held.is_empty() {
            return Ok(());
        }
        if !self.batch.is_sent {
            self.state.idle().await;
            self.batch.is_sent = true;
        }
        let held = self.batch.held.split();
        self.server.write_all(&held).await
    }

    /// Keeps the client's answer ready for when the server says its own.
    fn note(&self, refusal: &Refusal) {
        self.shared.observer.observe(Event::Refused(refusal.code));
        let own = message::error(Severity::Error, refusal.code, &refusal.message, &refusal.hint);
        self.state.lock().refusal = Some(own);
    }

    /// A frame that is judged; `None` where it is too long, and was skipped.
    async fn take(&mut self, header: Header) -> io::Result<Option<BytesMut>> {
        if header.size > LONGEST {
            self.client.skip(header.size).await?;
            return Ok(None);
        }
        self.client.take(header.size).await.map(Some)
    }
}
