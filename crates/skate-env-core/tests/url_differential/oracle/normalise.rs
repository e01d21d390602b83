//! One spelling for hosts, ports and tenants. Written without a look at the core's rules:
//! an oracle that shares its subject's code shares its mistakes.

use std::net::{IpAddr, Ipv6Addr};

use unicode_normalization::UnicodeNormalization;

use super::super::readers::Reading;
use super::address::inet_aton;

const SUPABASE_POOLER: &str = ".pooler.supabase.com";

/// A host in one spelling.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Host {
    /// This machine: loopback in any spelling, the unspecified addresses, a socket.
    Local,
    /// Any other address.
    Address(IpAddr),
    /// A name, lower case, without the dot at its end.
    Name(String),
}

/// The host that a driver would ask the resolver for, or `None` where no resolver can
/// answer: characters other than letters, digits, `.`, `_`, `-` after the driver's own
/// decoding (`[`, `%`, a space, a comma, a colon outside an IPv6 address) make no host
/// name, so a driver that is left with one does not connect.
pub(crate) fn host(raw: &str) -> Option<Host> {
    if raw.starts_with('/') {
        return Some(Host::Local);
    }
    if !raw.is_ascii() {
        // Node maps such a name to ASCII before it looks it up (`ｅｐ．ｃｏｍ` is `ep.com`).
        let plain: String = raw.nfkc().collect();
        return if plain.is_ascii() {
            host_of_ascii(&plain)
        } else {
            Some(Host::Name(plain.to_lowercase()))
        };
    }
    host_of_ascii(raw)
}

fn host_of_ascii(raw: &str) -> Option<Host> {
    // A zone (`fe80::1%eth0`) chooses an interface, not a host.
    let (address, zone) = raw.split_once('%').unwrap_or((raw, ""));
    if let Ok(address) = address.parse::<Ipv6Addr>() {
        return Some(host_of_address(address.into()));
    }
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    if raw.is_empty() || !zone.is_empty() || !raw.bytes().all(allowed) {
        return None;
    }
    let lower = raw.to_ascii_lowercase();
    if let Some(address) = inet_aton(&lower) {
        return Some(host_of_address(address.into()));
    }
    // An address with a dot at its end is none: the resolver asks the name servers for it.
    let name = lower.strip_suffix('.').unwrap_or(&lower);
    if name == "localhost" || name.ends_with(".localhost") {
        return Some(Host::Local);
    }
    (!name.is_empty()).then(|| Host::Name(name.to_owned()))
}

fn host_of_address(address: IpAddr) -> Host {
    let address = address.to_canonical(); // ::ffff:127.0.0.1 is 127.0.0.1
    if address.is_loopback() || address.is_unspecified() {
        Host::Local
    } else {
        Host::Address(address)
    }
}

/// The port that a driver would dial, or `None` where it cannot dial: no number, zero, or
/// above 65535. Spaces and a plus sign are libpq's (`strtol`); nothing is 5432.
pub(crate) fn port(raw: &str) -> Option<u16> {
    let digits = raw.trim_ascii();
    let digits = digits.strip_prefix('+').unwrap_or(digits);
    match digits {
        "" if raw.is_empty() => Some(5432),
        _ if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.parse().ok().filter(|&number| number != 0)
        }
        _ => None,
    }
}

/// Who answers behind a host that many share. Neon's proxy takes an endpoint from `options`
/// or from the head of the password; Supabase's takes a project from the tail of the user.
pub(super) fn tenant(reading: &Reading, host: &Host) -> Option<String> {
    let name = match host {
        // No name in the handshake, and a tunnel ends on this machine too: only options and
        // password tell the endpoint.
        Host::Local | Host::Address(_) => "",
        Host::Name(name) => name,
    };
    if name.ends_with(SUPABASE_POOLER) {
        return reading.user.rsplit_once('.').map(|(_, project)| project.to_ascii_lowercase());
    }
    let named = reading
        .options
        .split_ascii_whitespace()
        .find_map(endpoint_value)
        .or_else(|| Some(endpoint_value(&reading.password)?.split_once([';', '$'])?.0));
    let endpoint = named.map(endpoint_of)?;
    // An endpoint that the host names as well tells nothing new.
    (endpoint != endpoint_of(name)).then_some(endpoint)
}

fn endpoint_value(text: &str) -> Option<&str> {
    text.strip_prefix("endpoint=").or_else(|| text.strip_prefix("project="))
}

/// The endpoint that a host name starts with, pooled or not.
fn endpoint_of(host: &str) -> String {
    let label = host.split('.').next().unwrap_or_default().to_ascii_lowercase();
    label.strip_suffix("-pooler").unwrap_or(&label).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Host, host, port};

    #[test]
    fn this_machine_has_many_names() {
        let spellings = [
            "localhost",
            "LOCALHOST.",
            "127.1",
            "0x7F.1",
            "::1",
            "::ffff:127.0.0.1",
            "::1%lo",
            "0.0.0.0",
            "::",
            "/var/run",
            "１２７.０.０.１",
        ];
        for text in spellings {
            assert_eq!(host(text), Some(Host::Local), "{text}");
        }
    }

    #[test]
    fn names_have_one_spelling() {
        let expected = Some(Host::Name("ep-prod.neon.tech".to_owned()));
        for text in ["EP-Prod.neon.tech", "ep-prod.neon.tech.", "ｅｐ-prod．neon.tech"] {
            assert_eq!(host(text), expected, "{text}");
        }
    }

    #[test]
    fn an_address_with_a_dot_at_its_end_is_a_name() {
        assert_eq!(host("127.0.0.1."), Some(Host::Name("127.0.0.1".to_owned())));
    }

    #[test]
    fn what_no_resolver_can_answer_is_no_host() {
        for text in
            ["", ".", "a,b", "a b", "[", "ep%2Dprod", "h:6000", "h/x", "h@x", "127.0.0.1%lo"]
        {
            assert_eq!(host(text), None, "{text}");
        }
    }

    #[test]
    fn ports() {
        assert_eq!([port(""), port("+5432"), port(" 05432")], [Some(5432); 3]);
        assert_eq!([port("0"), port("65536"), port("6000abc"), port("NaN"), port("-1")], [None; 5]);
    }
}
