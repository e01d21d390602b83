//! From the server to the client: all of it passes, and a few messages are looked at.

use std::{io, sync::Arc, time::Instant};

use bytes::Buf as _;
use skate_env_core::Code;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};

use super::{
    input::Input,
    kept_settings::is_kept,
    messages,
    observer::Event,
    shared::Shared,
    state::{Copy, Parameters, State},
};
use crate::protocol::{
    frame::{Header, header},
    message::{self, is_fatal},
};

/// A message that is looked at and longer than this passes unseen: errors are short.
const LONGEST: usize = 64 << 10;

/// The server's side of a session.
pub(super) struct Downward<'s, R, W> {
    pub(super) server: Input<R>,
    pub(super) client: W,
    pub(super) state: &'s State,
    pub(super) shared: &'s Arc<Shared>,
    pub(super) began: Instant,
    pub(super) parameters: &'s Parameters,
    pub(super) marker: &'s str,
}

/// What is done with a message.
enum Action {
    Pass,
    Replace(Vec<u8>),
    End(Vec<u8>),
}

impl<R: AsyncRead + Unpin, W: AsyncWrite + Unpin> Downward<'_, R, W> {
    /// Passes on until a side closes. Before the server is asked anything more, the client has
    /// all that it said.
    pub(super) async fn run(mut self) -> io::Result<()> {
        let mut rest = 0; // of a frame that passes as it comes
        let mut was_fatal = false;
        loop {
            let mut seen = rest.min(self.server.buffer.len());
            rest -= seen;
            while rest == 0 {
                let Some(found) = self.next(seen)? else { break };
                let end = seen + found.size;
                if !is_looked_at(found) {
                    let there = end.min(self.server.buffer.len());
                    (rest, seen) = (end - there, there);
                    continue;
                }
                if self.server.buffer.len() < end {
                    break;
                }
                let frame = &self.server.buffer[seen..end];
                was_fatal = found.kind == b'E' && is_fatal(frame);
                match self.look(found.kind, frame) {
                    Action::Pass => seen = end,
                    Action::Replace(own) => {
                        self.send(seen).await?;
                        self.client.write_all(&own).await?;
                        self.server.buffer.advance(end - seen);
                        seen = 0;
                    }
                    Action::End(own) => {
                        self.send(seen).await?;
                        return self.client.write_all(&own).await;
                    }
                }
            }
            self.send(seen).await?;
            if !matches!(self.server.fill().await, Ok(true)) {
                let is_between = rest == 0 && self.server.buffer.is_empty();
                return if was_fatal || !is_between { Ok(()) } else { self.lost().await };
            }
        }
    }

    fn next(&self, at: usize) -> io::Result<Option<Header>> {
        header(&self.server.buffer[at..]).map_err(|_| io::ErrorKind::InvalidData.into())
    }

    async fn send(&mut self, size: usize) -> io::Result<()> {
        self.client.write_all(&self.server.buffer[..size]).await?;
        self.server.buffer.advance(size);
        Ok(())
    }

    fn look(&self, kind: u8, frame: &[u8]) -> Action {
        match kind {
            b'Z' => self.ready(),
            b'S' => return self.parameter(frame),
            b'G' => self.state.change(|state| {
                // In the extended protocol the server swallows the `Sync` that came before.
                if state.synced {
                    state.outstanding = state.outstanding.saturating_sub(1);
                    state.synced = false;
                }
                state.copy = Copy::Reads;
            }),
            b'E' if contains(frame, self.marker) => {
                if let Some(own) = self.state.lock().refusal.take() {
                    return Action::Replace(own);
                }
            }
            _ => {}
        }
        Action::Pass
    }

    fn ready(&self) {
        let first = self.state.change(|state| {
            state.outstanding = state.outstanding.saturating_sub(1);
            state.copy = Copy::No;
            state.refusal = None;
            !std::mem::replace(&mut state.answered, true)
        });
        if first {
            self.shared.observer.observe(Event::Answered(self.began.elapsed()));
        }
    }

    /// A setting that must not change has changed, by whatever means: the session ends before
    /// anything more is sent on it.
    fn parameter(&self, frame: &[u8]) -> Action {
        let Some((name, value)) = message::parameter(frame) else { return Action::Pass };
        if is_kept(&self.shared.policy, self.parameters, name, value) {
            return Action::Pass;
        }
        self.shared.observer.observe(Event::Refused(Code::GuardedConnection));
        Action::End(messages::setting_changed())
    }

    /// The server is gone and has not said why.
    async fn lost(&mut self) -> io::Result<()> {
        self.client.write_all(&messages::lost()).await
    }
}

fn is_looked_at(header: Header) -> bool {
    matches!(header.kind, b'Z' | b'S' | b'G' | b'E') && header.size <= LONGEST
}

fn contains(frame: &[u8], marker: &str) -> bool {
    frame.windows(marker.len()).any(|window| window == marker.as_bytes())
}
