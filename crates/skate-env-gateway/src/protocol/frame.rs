//! Where a message begins and ends.

/// The kind byte and the length that come before every message.
pub const HEADER: usize = 5;

/// Longer than any message that PostgreSQL takes.
pub const MAX_FRAME: usize = 1 << 30;

/// A message's kind, and its size with kind and length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The kind: `b'Q'` is a query.
    pub kind: u8,
    /// How many bytes it takes, header included.
    pub size: usize,
}

/// What stands there is no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

/// The header at the start of `bytes`; `None` while it is not there in full.
///
/// # Errors
/// [`Malformed`] for a length that no message has.
pub fn header(bytes: &[u8]) -> Result<Option<Header>, Malformed> {
    let Some((&[kind, a, b, c, d], _)) = bytes.split_first_chunk::<HEADER>() else {
        return Ok(None);
    };
    let length = u32::from_be_bytes([a, b, c, d]) as usize;
    if !(4..=MAX_FRAME).contains(&length) {
        return Err(Malformed);
    }
    Ok(Some(Header { kind, size: length + 1 }))
}

/// The text up to the next NUL, and what follows it.
#[must_use]
pub fn text(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == 0)?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

/// A message of a kind.
#[must_use]
pub fn build(kind: u8, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len() + 4).unwrap_or(u32::MAX);
    [&[kind], &length.to_be_bytes()[..], body].concat()
}

#[cfg(test)]
mod tests {
    use super::{Header, Malformed, build, header, text};

    #[test]
    fn a_header_is_read_when_it_is_whole() {
        let frame = build(b'Q', b"SELECT 1\0");
        for end in 0..5 {
            assert_eq!(header(&frame[..end]), Ok(None));
        }
        assert_eq!(header(&frame), Ok(Some(Header { kind: b'Q', size: 14 })));
        assert_eq!(text(&frame[5..]), Some((&b"SELECT 1"[..], &b""[..])));
        assert_eq!(text(b"open"), None);
    }

    #[test]
    fn lengths_that_no_message_has_are_malformed() {
        for length in [0, 1, 3, u32::MAX, 2 << 30] {
            let bytes = [b"Q", &length.to_be_bytes()[..]].concat();
            assert_eq!(header(&bytes), Err(Malformed), "{length}");
        }
    }
}
