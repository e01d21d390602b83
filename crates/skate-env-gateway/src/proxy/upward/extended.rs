//! Batches of the extended protocol: `Parse`, `Bind` and the rest, up to `Sync`.

use std::io;

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};

use super::{
    super::{
        batch::{Batch, HELD},
        state::Copy,
    },
    Prepared, Upward,
};
use crate::{
    judge::{Decision, after_transaction, refused_checksum, too_long},
    protocol::{frame::Header, message},
};

impl<R: AsyncRead + Unpin, W: AsyncWrite + Unpin> Upward<'_, R, W> {
    pub(super) async fn parse(&mut self, header: Header) -> io::Result<()> {
        let Some(frame) = self.take(header).await? else {
            self.batch.refuse(too_long());
            return Ok(());
        };
        if self.batch.refused.is_some() {
            return Ok(());
        }
        let (name, query) = message::parse_text(&frame).ok_or(io::ErrorKind::InvalidData)?;
        match self.shared.judge.judge(query).await {
            Decision::Refused(refusal) => self.batch.refuse(refusal),
            Decision::Allowed { ends_transaction, checksums } => {
                if ends_transaction || !checksums.is_empty() {
                    let prepared = Prepared { ends_transaction, checksums };
                    self.prepared.insert(name.to_vec(), prepared);
                } else {
                    self.prepared.remove(name);
                }
                self.batch.held.extend_from_slice(&frame);
            }
        }
        self.release_if_long().await
    }

    pub(super) async fn bind(&mut self, header: Header) -> io::Result<()> {
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
            self.batch.refuse(after_transaction());
        }
        let Some(prepared) = self.prepared.get(statement) else { return Ok(()) };
        self.batch.has_ended |= prepared.ends_transaction;
        for number in &prepared.checksums {
            let value = message::bound_value(frame, *number);
            if let Some(refusal) = refused_checksum(&self.shared.policy, value) {
                self.batch.refuse(refusal);
                break;
            }
        }
        Ok(())
    }

    pub(super) async fn hold(&mut self, header: Header) -> io::Result<()> {
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
    pub(super) async fn flush(&mut self, header: Header) -> io::Result<()> {
        let frame = self.client.take(header.size).await?;
        self.send_refusal().await?;
        self.release().await?;
        self.server.write_all(&frame).await
    }

    pub(super) async fn sync(&mut self, header: Header) -> io::Result<()> {
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

    async fn release_if_long(&mut self) -> io::Result<()> {
        if self.batch.held.len() > HELD { self.release().await } else { Ok(()) }
    }

    async fn send_refusal(&mut self) -> io::Result<()> {
        let Some(refusal) = self.batch.unsent_refusal() else { return Ok(()) };
        if !self.batch.is_sent {
            self.state.idle().await;
            self.batch.is_sent = true;
        }
        self.note(&refusal);
        self.server.write_all(&message::failing_parse(self.marker)).await
    }
}
