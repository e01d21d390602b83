//! IPv4 as `inet_aton` reads it, which is how resolvers do: one to four numbers, each
//! decimal, octal (`0…`) or hexadecimal (`0x…`), the last one filling what is left.

use std::net::Ipv4Addr;

/// Reads an address in any of its spellings.
pub(crate) fn inet_aton(text: &str) -> Option<Ipv4Addr> {
    let parts: Vec<u32> = text.split('.').map(number).collect::<Option<_>>()?;
    let (last, leading) = parts.split_last()?;
    if leading.len() > 3 || leading.iter().any(|&part| part > 255) {
        return None;
    }
    let free_bits = 32 - 8 * u32::try_from(leading.len()).ok()?;
    if free_bits < 32 && *last >= 1 << free_bits {
        return None;
    }
    let high = leading.iter().zip([24, 16, 8]).fold(0, |bits, (&part, shift)| bits | part << shift);
    Some(Ipv4Addr::from_bits(high | last))
}

fn number(text: &str) -> Option<u32> {
    let (digits, radix) = if let Some(hexadecimal) = text.strip_prefix("0x") {
        (hexadecimal, 16)
    } else if text.len() > 1 && text.starts_with('0') {
        (&text[1..], 8)
    } else {
        (text, 10)
    };
    if digits.starts_with('+') { None } else { u32::from_str_radix(digits, radix).ok() }
}

#[cfg(test)]
mod tests {
    use super::inet_aton;

    #[test]
    fn every_spelling_of_loopback() {
        for text in ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "0x7f000001"] {
            assert!(inet_aton(text).is_some_and(|address| address.is_loopback()), "{text}");
        }
    }

    #[test]
    fn names_are_no_addresses() {
        for text in
            ["", ".", "127.", "1.2.3.4.5", "256.1.1.1", "127.0.0.1x", "08.1", "+1", "1.16777216"]
        {
            assert_eq!(inet_aton(text), None, "{text}");
        }
    }
}
