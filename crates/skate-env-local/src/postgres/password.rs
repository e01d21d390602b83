//! Random passwords.

use secrecy::SecretString;

use crate::{Error, Result};

/// A new random password of 128 bits, written in letters and digits only, so that it means the
/// same in a URL, a shell and a dotenv file.
///
/// # Errors
///
/// `no_randomness` when the system has no random bytes to give.
pub fn generate_password() -> Result<SecretString> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|_| Error::no_randomness())?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)).into())
}
