//! What a server says of itself when a session begins, and what the client is told of it.

use super::{kept_settings::is_kept, messages, state::Parameters};
use crate::{
    judge::{Policy, Refusal},
    protocol::{
        frame::{HEADER, build, header},
        message,
    },
};

/// What the server said when the session began.
pub(super) struct Greeting {
    pub(super) parameters: Parameters,
    /// The server's key for cancelling.
    pub(super) key: Vec<u8>,
}

impl Greeting {
    /// Reads all that a server sent up to the end of the proof; `None` where it is no protocol,
    /// or goes on.
    pub(super) fn read(mut received: &[u8]) -> Option<Self> {
        let mut greeting = Self { parameters: Parameters::new(), key: Vec::new() };
        let mut last = 0;
        while let Some(found) = header(received).ok()? {
            let frame = received.get(..found.size)?;
            match found.kind {
                b'S' => {
                    let (name, value) = message::parameter(frame)?;
                    greeting.parameters.insert(name.to_owned(), value.to_owned());
                }
                b'K' => greeting.key = frame[HEADER..].to_vec(),
                _ => {}
            }
            last = found.kind;
            received = &received[found.size..];
        }
        (received.is_empty() && last == b'Z').then_some(greeting)
    }

    /// Whether the session is what the policy relies on.
    pub(super) fn check(&self, policy: &Policy) -> Result<(), Refusal> {
        let is_read_only =
            self.parameters.get("default_transaction_read_only").is_some_and(|it| it == "on");
        if policy.is_read_only() && !is_read_only {
            return Err(messages::not_read_only());
        }
        let kept = self
            .parameters
            .iter()
            .all(|(name, value)| is_kept(policy, &self.parameters, name, value));
        if kept { Ok(()) } else { Err(messages::unguardable()) }
    }

    /// What the client is told instead.
    pub(super) fn for_client(&self, key: &[u8]) -> Vec<u8> {
        let mut bytes = build(b'R', &[0; 4]);
        for (name, value) in &self.parameters {
            let body = [name.as_bytes(), &[0], value.as_bytes(), &[0]].concat();
            bytes.extend(build(b'S', &body));
        }
        bytes.extend(build(b'K', key));
        bytes.extend(build(b'Z', b"I"));
        bytes
    }
}
