//! Messages of the extended protocol since the last `Sync`, held back until they are judged.

use bytes::BytesMut;

use crate::judge::Refusal;

/// How much of a batch is held back.
pub(super) const HELD: usize = 256 << 10;

/// A batch that has not ended.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) held: BytesMut,
    /// A part of it was sent on.
    pub(super) is_sent: bool,
    /// A transaction ended in it.
    pub(super) has_ended: bool,
    pub(super) refused: Option<Refused>,
}

/// Everything up to the next `Sync` is dropped.
pub(super) struct Refused {
    pub(super) refusal: Refusal,
    /// The server was told.
    pub(super) is_sent: bool,
}

impl Batch {
    /// The rest of the batch is dropped, and so is what was held of it.
    pub(super) fn refuse(&mut self, refusal: Refusal) {
        if self.refused.is_none() {
            self.held.clear();
            self.refused = Some(Refused { refusal, is_sent: false });
        }
    }

    /// The refusal that the server was not told of yet; from now on it was.
    pub(super) fn unsent_refusal(&mut self) -> Option<Refusal> {
        let refused = self.refused.as_mut().filter(|it| !it.is_sent)?;
        refused.is_sent = true;
        Some(refused.refusal.clone())
    }
}
