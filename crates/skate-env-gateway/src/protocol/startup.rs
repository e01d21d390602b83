//! The first packet of a connection, which has no kind byte.

use super::frame::{Malformed, text};

/// PostgreSQL's own limit.
pub const MAX_STARTUP: usize = 10_000;

/// What a client wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Startup {
    /// Encryption by TLS or GSSAPI first.
    Encryption,
    /// To cancel what the connection with this key does.
    Cancel(Vec<u8>),
    /// A session.
    Session(Parameters),
}

/// What a session is asked to be like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters {
    /// Names and values, in order.
    pub pairs: Vec<(String, String)>,
    /// Extensions of the protocol that were asked for (`_pq_.…`).
    pub extensions: Vec<String>,
    /// Whether a later minor version was asked for: the client is told of 3.0.
    pub is_later: bool,
}

impl Parameters {
    /// The last value of a name.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.pairs.iter().rev().find(|(found, _)| found == name).map(|(_, value)| &**value)
    }
}

/// How long the packet is, by its first four bytes.
///
/// # Errors
/// [`Malformed`] for a length that no startup packet has.
pub fn size(bytes: [u8; 4]) -> Result<usize, Malformed> {
    let length = u32::from_be_bytes(bytes) as usize;
    if (8..=MAX_STARTUP).contains(&length) { Ok(length) } else { Err(Malformed) }
}

/// Reads a packet, its length included.
///
/// # Errors
/// [`Malformed`].
pub fn parse(packet: &[u8]) -> Result<Startup, Malformed> {
    let (code, body) = packet.get(4..).and_then(<[u8]>::split_first_chunk::<4>).ok_or(Malformed)?;
    match u32::from_be_bytes(*code) {
        80_877_103 | 80_877_104 => Ok(Startup::Encryption),
        80_877_102 => Ok(Startup::Cancel(body.to_vec())),
        version if version >> 16 == 3 => {
            parameters(body, version & 0xffff > 0).map(Startup::Session)
        }
        _ => Err(Malformed),
    }
}

fn parameters(mut body: &[u8], is_later: bool) -> Result<Parameters, Malformed> {
    let mut parameters = Parameters { is_later, ..Parameters::default() };
    loop {
        let (name, rest) = text(body).ok_or(Malformed)?;
        if name.is_empty() {
            return if rest.is_empty() { Ok(parameters) } else { Err(Malformed) };
        }
        let (value, rest) = text(rest).ok_or(Malformed)?;
        let utf8 = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).map_err(|_| Malformed);
        let (name, value) = (utf8(name)?, utf8(value)?);
        if name.starts_with("_pq_.") {
            parameters.extensions.push(name);
        } else {
            parameters.pairs.push((name, value));
        }
        body = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::{Malformed, Startup, parse, size};

    fn packet(code: u32, body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len() + 8).unwrap();
        [&length.to_be_bytes()[..], &code.to_be_bytes(), body].concat()
    }

    #[test]
    fn the_kinds_of_first_packets() {
        assert_eq!(parse(&packet(80_877_103, b"")), Ok(Startup::Encryption));
        assert_eq!(parse(&packet(80_877_104, b"")), Ok(Startup::Encryption));
        assert_eq!(
            parse(&packet(80_877_102, b"12345678")),
            Ok(Startup::Cancel(b"12345678".into()))
        );
        let body = b"user\0app\0database\0shop\0_pq_.x\0y\0database\0other\0\0";
        let Ok(Startup::Session(parameters)) = parse(&packet(196_610, body)) else { panic!() };
        assert_eq!(parameters.value("database"), Some("other"));
        assert_eq!(parameters.value("options"), None);
        assert_eq!(parameters.extensions, ["_pq_.x"]);
        assert!(parameters.is_later);
    }

    #[test]
    fn what_is_no_startup_packet_is_malformed() {
        for (code, body) in [
            (196_608, &b""[..]),
            (196_608, b"user"),
            (196_608, b"user\0app"),
            (196_608, b"user\0app\0"),
            (196_608, b"user\0\xff\0\0"),
            (196_608, b"user\0app\0\0more"),
            (131_072, b"user\0app\0\0"),
            (0x4745_5420, b"/ HTTP/1.1\r\n"),
        ] {
            assert_eq!(parse(&packet(code, body)), Err(Malformed), "{code} {body:?}");
        }
        assert_eq!(size(*b"GET "), Err(Malformed));
        assert_eq!(size([0, 0, 0, 7]), Err(Malformed));
        assert_eq!(size([0, 0, 0x27, 0x10]), Ok(10_000));
        assert_eq!(size([0, 0, 0x27, 0x11]), Err(Malformed));
    }
}
