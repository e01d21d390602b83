//! The key of one run: drawn at random, kept nowhere, so that nobody can mask a guessed value and
//! look for it.

use skate_env_core::{Code, Error, Problem};

const BLOCK: usize = 64;

/// A key for HMAC-SHA-256, as its two pads: PostgreSQL has `sha256()` built in, and no more.
pub struct Key {
    /// For the inner hash.
    pub inner: Vec<u8>,
    /// For the outer hash.
    pub outer: Vec<u8>,
}

impl Key {
    /// A random key.
    ///
    /// # Errors
    /// `internal_error` where the system has no randomness.
    pub fn draw() -> Result<Self, Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| {
            let message = format!("The system gives no randomness: {error}.");
            Error::from_problem(Problem::new(Code::InternalError, message, "Try again."))
        })?;
        Ok(Self::of(&bytes))
    }

    /// The key of these bytes, 64 at most.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let pad = |with: u8| {
            let padded = bytes.iter().copied().chain(std::iter::repeat(0)).take(BLOCK);
            padded.map(|byte| byte ^ with).collect()
        };
        Self { inner: pad(0x36), outer: pad(0x5c) }
    }
}
