//! What a client's first eight bytes ask for.

/// The kinds of opening; the numbers are those of PostgreSQL's protocol, "Message Formats".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// A running query is to be cancelled.
    Cancel,
    /// TLS is asked for, with an answer of one byte first.
    Tls,
    /// TLS begins at once (PostgreSQL 17 and later).
    DirectTls,
    /// GSSAPI encryption is asked for.
    Gss,
    /// The session's parameters follow, so many bytes of them.
    Startup(usize),
    /// Not PostgreSQL.
    Other,
}

pub(super) const LENGTH: usize = 8;
const CANCEL: u32 = 80_877_102;
const TLS: u32 = 80_877_103;
const GSS: u32 = 80_877_104;
const VERSION_3: u32 = 3 << 16;
const VERSION_4: u32 = 4 << 16;
/// The first bytes of a record with a handshake, of TLS 1.0 to 1.3.
const TLS_HANDSHAKE: [u8; 2] = [0x16, 0x03];
/// PostgreSQL's own limit.
const LONGEST_STARTUP: usize = 10_000;
/// Keys have 4 bytes, and from protocol 3.2 on up to 256.
const LONGEST_CANCEL: usize = 12 + 256;

impl Opening {
    pub(super) fn read(bytes: [u8; LENGTH]) -> Self {
        if bytes.starts_with(&TLS_HANDSHAKE) {
            return Self::DirectTls;
        }
        let number = |at| u32::from_be_bytes(std::array::from_fn(|index| bytes[at + index]));
        match (number(0) as usize, number(4)) {
            (16..=LONGEST_CANCEL, CANCEL) => Self::Cancel,
            (LENGTH, TLS) => Self::Tls,
            (LENGTH, GSS) => Self::Gss,
            (length @ LENGTH..=LONGEST_STARTUP, VERSION_3..VERSION_4) => {
                Self::Startup(length - LENGTH)
            }
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Opening;

    #[test]
    fn every_opening_of_the_protocol_is_told_from_noise() {
        let read = |length: u32, code: u32| {
            let bytes = (u64::from(length) << 32 | u64::from(code)).to_be_bytes();
            Opening::read(bytes)
        };
        assert_eq!(read(16, 80_877_102), Opening::Cancel);
        assert_eq!(read(44, 80_877_102), Opening::Cancel);
        assert_eq!(read(300, 80_877_102), Opening::Other);
        assert_eq!(read(8, 80_877_103), Opening::Tls);
        assert_eq!(read(9, 80_877_103), Opening::Other);
        assert_eq!(read(8, 80_877_104), Opening::Gss);
        assert_eq!(read(41, 3 << 16), Opening::Startup(33));
        assert_eq!(read(41, 3 << 16 | 2), Opening::Startup(33));
        assert_eq!(read(10_001, 3 << 16), Opening::Other);
        assert_eq!(read(41, 4 << 16), Opening::Other);
        assert_eq!(Opening::read(*b"\x16\x03\x01\x02\x00\x01\x00\x01"), Opening::DirectTls);
        assert_eq!(Opening::read(*b"GET / HT"), Opening::Other);
        assert_eq!(Opening::read([0; 8]), Opening::Other);
    }
}
