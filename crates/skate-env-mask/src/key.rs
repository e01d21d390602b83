//! The random key of one run. It is not stored, so that nobody can mask a guessed value and search
//! for the result.

use skate_env_core::{Code, Error, Problem};

const BLOCK: usize = 64;

/// A key for HMAC-SHA-256, as its two pads: PostgreSQL has `sha256()` built in, but no HMAC.
pub struct Key {
    /// The pad of the inner hash.
    pub inner: Vec<u8>,
    /// The pad of the outer hash.
    pub outer: Vec<u8>,
}

impl Key {
    /// A random key.
    ///
    /// # Errors
    /// `internal_error`: the system has no random number generator.
    pub fn draw() -> Result<Self, Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| {
            let message = format!("The system has no random number generator: {error}.");
            Error::from_problem(Problem::new(Code::InternalError, message, "Try again."))
        })?;
        Ok(Self::of(&bytes))
    }

    /// The key from given bytes, 64 at most.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let pad = |with: u8| {
            let padded = bytes.iter().copied().chain(std::iter::repeat(0)).take(BLOCK);
            padded.map(|byte| byte ^ with).collect()
        };
        Self { inner: pad(0x36), outer: pad(0x5c) }
    }
}
