//! Parses addresses as the system's resolver does, unusual spellings included.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// An address in any form that `getaddrinfo` takes for one.
pub(super) fn parse(text: &str) -> Option<IpAddr> {
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    match inner {
        Some(inner) => inner.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
        None => parse_ipv4(text).map(IpAddr::V4).or_else(|| text.parse().ok()),
    }
}

/// `inet_aton`: one to four numbers, decimal, octal (`0177`) or hexadecimal (`0x7f`), the last
/// of which fills all bytes that are left: `127.1` is 127.0.0.1.
fn parse_ipv4(text: &str) -> Option<Ipv4Addr> {
    let mut parts = [0_u32; 4];
    let mut count = 0;
    for part in text.split('.') {
        *parts.get_mut(count)? = parse_number(part)?;
        count += 1;
    }
    let (last, heads) = parts[..count].split_last()?;
    let free_bits = 32 - 8 * u32::try_from(heads.len()).ok()?;
    let mut address = *last;
    if free_bits < 32 && address >> free_bits != 0 {
        return None;
    }
    for (index, head) in heads.iter().enumerate() {
        address |= u32::from(u8::try_from(*head).ok()?) << (24 - 8 * index);
    }
    Some(Ipv4Addr::from_bits(address))
}

fn parse_number(text: &str) -> Option<u32> {
    let (digits, radix) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (&text[2..], 16),
        [b'0', _, ..] => (&text[1..], 8),
        _ => (text, 10),
    };
    let plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if plain { u32::from_str_radix(digits, radix).ok() } else { None }
}

/// Private, link-local and carrier-grade ranges (RFC 1918, 3927, 4193, 4291, 6598).
pub(super) fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            let [first, second, ..] = address.octets();
            address.is_private()
                || address.is_link_local()
                || (first == 100 && (64..128).contains(&second))
        }
        IpAddr::V6(address) => address.is_unique_local() || address.is_unicast_link_local(),
    }
}
