//! Parsing the first eight bytes that a client sends.

/// What a client asks for first. The numbers below are those of PostgreSQL's protocol, "Message
/// Formats".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FirstMessage {
    /// Cancel a running query.
    Cancel,
    /// Start TLS after an answer of one byte.
    Tls,
    /// TLS from the first byte (PostgreSQL 17 and later).
    DirectTls,
    /// Start GSSAPI encryption.
    Gss,
    /// Start a session, whose parameters follow in this many bytes.
    Startup(usize),
    /// Not PostgreSQL's protocol.
    Other,
}

pub(super) const LENGTH: usize = 8;
const CANCEL: u32 = 80_877_102;
const TLS: u32 = 80_877_103;
const GSS: u32 = 80_877_104;
const VERSION_3: u32 = 3 << 16;
const VERSION_4: u32 = 4 << 16;
/// The first bytes of a TLS handshake record, TLS 1.0 to 1.3.
const TLS_HANDSHAKE: [u8; 2] = [0x16, 0x03];
/// PostgreSQL's own limit.
const MAX_STARTUP_LENGTH: usize = 10_000;
/// Keys have 4 bytes; since protocol 3.2, up to 256.
const MAX_CANCEL_LENGTH: usize = 12 + 256;

impl FirstMessage {
    pub(super) fn parse(bytes: [u8; LENGTH]) -> Self {
        if bytes.starts_with(&TLS_HANDSHAKE) {
            return Self::DirectTls;
        }
        let number = |at| u32::from_be_bytes(std::array::from_fn(|index| bytes[at + index]));
        match (number(0) as usize, number(4)) {
            (16..=MAX_CANCEL_LENGTH, CANCEL) => Self::Cancel,
            (LENGTH, TLS) => Self::Tls,
            (LENGTH, GSS) => Self::Gss,
            (length @ LENGTH..=MAX_STARTUP_LENGTH, VERSION_3..VERSION_4) => {
                Self::Startup(length - LENGTH)
            }
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FirstMessage;

    #[test]
    fn every_first_message_of_the_protocol_is_recognised() {
        let parse = |length: u32, code: u32| {
            let bytes = (u64::from(length) << 32 | u64::from(code)).to_be_bytes();
            FirstMessage::parse(bytes)
        };
        assert_eq!(parse(16, 80_877_102), FirstMessage::Cancel);
        assert_eq!(parse(44, 80_877_102), FirstMessage::Cancel);
        assert_eq!(parse(300, 80_877_102), FirstMessage::Other);
        assert_eq!(parse(8, 80_877_103), FirstMessage::Tls);
        assert_eq!(parse(9, 80_877_103), FirstMessage::Other);
        assert_eq!(parse(8, 80_877_104), FirstMessage::Gss);
        assert_eq!(parse(41, 3 << 16), FirstMessage::Startup(33));
        assert_eq!(parse(41, 3 << 16 | 2), FirstMessage::Startup(33));
        assert_eq!(parse(10_001, 3 << 16), FirstMessage::Other);
        assert_eq!(parse(41, 4 << 16), FirstMessage::Other);
        assert_eq!(
            FirstMessage::parse(*b"\x16\x03\x01\x02\x00\x01\x00\x01"),
            FirstMessage::DirectTls
        );
        assert_eq!(FirstMessage::parse(*b"GET / HT"), FirstMessage::Other);
        assert_eq!(FirstMessage::parse([0; 8]), FirstMessage::Other);
    }
}
