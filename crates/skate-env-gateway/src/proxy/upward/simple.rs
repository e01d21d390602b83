//! Messages that stand alone: a query string, and a call by a function's number.

use std::io;

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};

use super::Upward;
use crate::{
    judge::{Decision, Refusal, decide_function_call, too_long},
    protocol::{frame::Header, message},
};

impl<R: AsyncRead + Unpin, W: AsyncWrite + Unpin> Upward<'_, R, W> {
    pub(super) async fn query(&mut self, header: Header) -> io::Result<()> {
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

    pub(super) async fn function_call(&mut self, header: Header) -> io::Result<()> {
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
}
