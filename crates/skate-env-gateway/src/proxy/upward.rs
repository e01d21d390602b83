//! From the client to the server: what is judged waits until the judge has seen all of it.
//!
//! A batch is a `Query`, or all messages up to a `Sync`. It is sent on when the whole of it was
//! judged and the server has answered everything before: nothing runs beside a change of
//! settings that the server has not reported yet. A client that waits for an answer in the middle
//! (`Flush`), or sends more than [`HELD`], gets what was judged so far sent on; if a later part is
//! refused, the server rolls the whole batch back, as of any error.

use std::{collections::HashSet, io, sync::Arc};

use bytes::BytesMut;
use skate_env_core::Code;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};

use super::{
    input::Input,
    listener::Shared,
    observer::Event,
    state::{Copy, State},
};
use crate::{
    grammar::MAX_STATEMENT,
    judge::{Decision, Refusal, after_transaction, decide_function_call, too_long},
    protocol::{
        frame::Header,
        message::{self, Severity},
    },
};

/// How much of a batch is held back.
const HELD: usize = 256 << 10;
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
    /// Prepared statements that end a transaction.
    enders: HashSet<Vec<u8>>,
}

/// Messages of the extended protocol since the last `Sync`.
#[derive(Default)]
struct Batch {
    held: BytesMut,
    /// A part of it was sent on.
    is_sent: bool,
    /// A transaction ended in it.
    has_ended: bool,
    refused: Option<Refused>,
}

/// Everything up to the next `Sync` is dropped.
struct Refused {
    refusal: Refusal,
    /// The server was told.
    is_sent: bool,
}

impl<'s, R: AsyncRead + Unpin, W: AsyncWrite + Unpin> Upward<'s, R, W> {
    pub(super) fn new(
        client: Input<R>,
        server: W,
        state: &'s State,
        shared: &'s Arc<Shared>,
        marker: &'s str,
    ) -> Self {
        let (batch, enders) = (Batch::default(), HashSet::new());
        Self { client, server, state, shared, marker, batch, enders }
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
                    self.client.pass(header.size, &mut self.server).await?;
                    self.state.change(|state| state.copy = Copy::Ended);
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

    async fn query(&mut self, header: Header) -> io::Result<()> {
        if self.batch.refused.is_some() {
            return self.client.skip(header.size).await; // as the server does before a `Sync`
        }
        let Some(frame) = self.take(header).await? else {
            return self.refuse_query(too_long()).await;
        };
        let query = message::query_text(&frame).ok_or(io::ErrorKind::InvalidData)?;
        match self.shared.judge.judge(query).await {
            Decision::Refused(refusal) => self.refuse_query(refusal).await,
            Decision::Allowed { .. } => {
                self.release().await?;
                self.send_simple(&frame).await
            }
        }
    }

    async fn function_call(&mut self, header: Header) -> io::Result<()> {
        let Some(frame) = self.take(header).await? else {
            return self.refuse_query(too_long()).await;
        };
        let function = message::called_function(&frame).ok_or(io::ErrorKind::InvalidData)?;
        match decide_function_call(&self.shared.policy, function) {
            Decision::Refused(refusal) => self.refuse_query(refusal).await,
            Decision::Allowed { .. } => self.send_simple(&frame).await,
        }
    }

    async fn send_simple(&mut self, frame: &[u8]) -> io::Result<()> {
        self.state.idle().await;
        self.state.change(|state| (state.outstanding, state.synced) = (1, false));
        self.server.write_all(frame).await
    }

    /// A query that fails goes to the server, so that a transaction fails with it.
    async fn refuse_query(&mut self, refusal: Refusal) -> io::Result<()> {
        self.state.idle().await;
        self.note(&refusal);
        self.send_simple(&message::failing_query(self.marker)).await
    }

    async fn parse(&mut self, header: Header) -> io::Result<()> {
        let Some(frame) = self.take(header).await? else {
            self.refuse(too_long());
            return Ok(());
        };
        if self.batch.refused.is_some() {
            return Ok(());
        }
        let (name, query) = message::parse_text(&frame).ok_or(io::ErrorKind::InvalidData)?;
        match self.shared.judge.judge(query).await {
            Decision::Refused(refusal) => self.refuse(refusal),
            Decision::Allowed { ends_transaction } => {
                if ends_transaction {
                    self.enders.insert(name.to_vec());
                } else {
                    self.enders.remove(name);
                }
                self.batch.held.extend_from_slice(&frame);
            }
        }
        self.release_if_long().await
    }

    async fn bind(&mut self, header: Header) -> io::Result<()> {
        if header.size > HELD && self.batch.refused.is_none() {
            // Values alone: the name of the statement stands at the beginning.
            while self.client.buffer.len() < HELD.min(header.size) {
                if !self.client.fill().await? {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
            }
            let start = self.client.buffer[..HELD.min(self.client.buffer.len())].to_vec();
            self.binds(&start)?;
            if self.batch.refused.is_none() {
                self.release().await?;
                return self.client.pass(header.size, &mut self.server).await;
            }
        }
        if self.batch.refused.is_some() {
            return self.client.skip(header.size).await;
        }
        let frame = self.client.take(header.size).await?;
        self.binds(&frame)?;
        if self.batch.refused.is_none() {
            self.batch.held.extend_from_slice(&frame);
        }
        self.release_if_long().await
    }

    fn binds(&mut self, frame: &[u8]) -> io::Result<()> {
        let statement = message::bound_statement(frame).ok_or(io::ErrorKind::InvalidData)?;
        if self.batch.has_ended && self.shared.policy.is_read_only() {
            self.refuse(after_transaction());
        }
        self.batch.has_ended |= self.enders.contains(statement);
        Ok(())
    }

    async fn hold(&mut self, header: Header) -> io::Result<()> {
        if self.batch.refused.is_some() {
            return self.client.skip(header.size).await;
        }
        if header.size > HELD {
            return Err(io::ErrorKind::InvalidData.into()); // names alone
        }
        let frame = self.client.take(header.size).await?;
        self.batch.held.extend_from_slice(&frame);
        self.release_if_long().await
    }

    /// The client waits for an answer before it goes on.
    async fn flush(&mut self, header: Header) -> io::Result<()> {
        let frame = self.client.take(header.size).await?;
        self.send_refusal().await?;
        self.release().await?;
        self.server.write_all(&frame).await
    }

    async fn sync(&mut self, header: Header) -> io::Result<()> {
        let frame = self.client.take(header.size).await?;
        let is_empty = self.batch.held.is_empty() && self.batch.refused.is_none();
        if is_empty && !self.batch.is_sent {
            match self.state.idle_or_copying().await {
                Copy::Reads => return self.server.write_all(&frame).await, // it is swallowed
                Copy::Ended => {
                    self.state.change(|state| state.outstanding += 1);
                    return self.server.write_all(&frame).await;
                }
                Copy::No => {}
            }
        }
        self.send_refusal().await?;
        self.release().await?;
        self.batch = Batch::default();
        self.state.change(|state| {
            // A `COPY` that was sent with a `Flush` may read rows already, and swallow this.
            state.outstanding += u32::from(state.copy != Copy::Reads);
            state.synced = state.copy == Copy::No;
        });
        self.server.write_all(&frame).await
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

    async fn release_if_long(&mut self) -> io::Result<()> {
        if self.batch.held.len() > HELD { self.release().await } else { Ok(()) }
    }

    /// The rest of the batch is dropped, and so is what was held of it.
    fn refuse(&mut self, refusal: Refusal) {
        if self.batch.refused.is_none() {
            self.batch.held.clear();
            self.batch.refused = Some(Refused { refusal, is_sent: false });
        }
    }

    async fn send_refusal(&mut self) -> io::Result<()> {
        let Some(refused) = self.batch.refused.as_mut().filter(|it| !it.is_sent) else {
            return Ok(());
        };
        refused.is_sent = true;
        let refusal = refused.refusal.clone();
        if !self.batch.is_sent {
            self.state.idle().await;
            self.batch.is_sent = true;
        }
        self.note(&refusal);
        self.server.write_all(&message::failing_parse(self.marker)).await
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

/// What a client is told whose bytes are no protocol.
pub(super) fn malformed() -> Vec<u8> {
    message::error(
        Severity::Fatal,
        Code::GuardedConnection,
        "The client sent what is no message of PostgreSQL's protocol.",
        "Connect with a PostgreSQL client.",
    )
}
