//! The server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677), without channel binding: the
//! connection stays on this machine.

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

/// The only mechanism that is offered.
pub const MECHANISM: &str = "SCRAM-SHA-256";
/// What PostgreSQL uses; some clients take no fewer.
const ITERATIONS: u32 = 4096;
const RANDOM: usize = 18;

type Key = [u8; 32];

/// What a server keeps of a password.
#[derive(Clone)]
pub struct Verifier {
    salt: [u8; 16],
    stored: Key,
    server: Key,
}

/// An exchange that waits for the client's proof.
#[derive(Clone)]
pub struct Exchange {
    nonce: String,
    messages: String,
    channel: String,
}

/// The client does not know the password, or does not speak SCRAM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failed;

impl Verifier {
    /// Of a password in ASCII, with a salt that was drawn.
    #[must_use]
    pub fn new(password: &str, salt: [u8; 16]) -> Self {
        let salted = salted(password.as_bytes(), &salt);
        let client = mac(&salted, b"Client Key");
        Self { salt, stored: Sha256::digest(client).into(), server: mac(&salted, b"Server Key") }
    }

    /// Answers the client's first message. `random` was drawn for this exchange.
    ///
    /// # Errors
    /// [`Failed`] where it is no first message, or asks for channel binding.
    pub fn begin(
        &self,
        message: &[u8],
        random: [u8; RANDOM],
    ) -> Result<(Exchange, String), Failed> {
        let message = str::from_utf8(message).map_err(|_| Failed)?;
        let mut parts = message.splitn(3, ',');
        let flag = parts.next().filter(|flag| matches!(*flag, "n" | "y")).ok_or(Failed)?;
        let identity = parts.next().ok_or(Failed)?;
        let bare = parts.next().ok_or(Failed)?;
        let client = bare.split(',').find_map(|field| field.strip_prefix("r=")).ok_or(Failed)?;
        if client.is_empty() {
            return Err(Failed);
        }
        let nonce = format!("{client}{}", BASE64.encode(random));
        let answer = format!("r={nonce},s={},i={ITERATIONS}", BASE64.encode(self.salt));
        let messages = format!("{bare},{answer}");
        let channel = BASE64.encode(format!("{flag},{identity},"));
        Ok((Exchange { nonce, messages, channel }, answer))
    }

    /// Checks the client's proof and gives the server's.
    ///
    /// # Errors
    /// [`Failed`] where the proof is none.
    pub fn finish(&self, exchange: &Exchange, message: &[u8]) -> Result<String, Failed> {
        let message = str::from_utf8(message).map_err(|_| Failed)?;
        let (without_proof, proof) = message.rsplit_once(",p=").ok_or(Failed)?;
        let field = |name| without_proof.split(',').find_map(|field| field.strip_prefix(name));
        if field("c=") != Some(&exchange.channel) || field("r=") != Some(&exchange.nonce) {
            return Err(Failed);
        }
        let proof: Key =
            BASE64.decode(proof).ok().and_then(|it| it.try_into().ok()).ok_or(Failed)?;
        let signed = format!("{},{without_proof}", exchange.messages);
        let signature = mac(&self.stored, signed.as_bytes());
        let mut client = proof;
        client.iter_mut().zip(signature).for_each(|(byte, mask)| *byte ^= mask);
        if !bool::from(Sha256::digest(client).ct_eq(&self.stored)) {
            return Err(Failed);
        }
        Ok(format!("v={}", BASE64.encode(mac(&self.server, signed.as_bytes()))))
    }
}

/// PBKDF2 with one block.
fn salted(password: &[u8], salt: &[u8]) -> Key {
    let mut block = mac(password, &[salt, &[0, 0, 0, 1]].concat());
    let mut result = block;
    for _ in 1..ITERATIONS {
        block = mac(password, &block);
        result.iter_mut().zip(block).for_each(|(byte, other)| *byte ^= other);
    }
    result
}

fn mac(key: &[u8], message: &[u8]) -> Key {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(key).unwrap_or_else(|_| unreachable!("any length"));
    mac.update(message);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use postgres_protocol::authentication::sasl::{ChannelBinding, ScramSha256};

    use super::{Failed, Verifier};

    fn exchange(known: &str, used: &str) -> Result<(), Failed> {
        let verifier = Verifier::new(known, [7; 16]);
        let mut client = ScramSha256::new(used.as_bytes(), ChannelBinding::unsupported());
        let (exchange, answer) = verifier.begin(client.message(), [9; 18])?;
        client.update(answer.as_bytes()).unwrap();
        let last = verifier.finish(&exchange, client.message())?;
        client.finish(last.as_bytes()).expect("the server proves that it knows the password, too");
        Ok(())
    }

    #[test]
    fn a_client_with_the_password_is_let_in_and_no_other() {
        assert_eq!(exchange("secret", "secret"), Ok(()));
        assert_eq!(exchange("secret", "Secret"), Err(Failed));
        assert_eq!(exchange("secret", ""), Err(Failed));
    }

    #[test]
    fn messages_that_are_no_scram_are_refused() {
        let verifier = Verifier::new("secret", [7; 16]);
        for message in ["", "n", "n,", "n,,", "n,,n=a", "n,,n=a,r=", "p=tls-unique,,n=a,r=b", "\0"]
        {
            assert!(verifier.begin(message.as_bytes(), [9; 18]).is_err(), "{message}");
        }
        let (exchange, _) = verifier.begin(b"n,,n=,r=abc", [9; 18]).unwrap_or_else(|_| panic!());
        for message in ["", "c=biws", "c=biws,r=abc,p=", "c=biws,r=abc,p=AAAA", ",p=", "p="] {
            assert_eq!(verifier.finish(&exchange, message.as_bytes()), Err(Failed), "{message}");
        }
    }
}
