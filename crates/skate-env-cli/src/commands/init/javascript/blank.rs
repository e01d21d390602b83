//! A script without what is no code.

/// The text, of the same length, with `_` for strings and patterns and spaces for comments;
/// `None` where one of them does not end.
pub(in super::super) fn blank(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let (end, filler) = match (byte, bytes.get(at + 1)) {
            (b'"' | b'\'', _) => (quoted(bytes, at, false)?, b'_'),
            (b'`', _) => (quoted(bytes, at, true)?, b'_'),
            (b'/', Some(b'/')) => (find(text, at, "\n").unwrap_or(bytes.len()), b' '),
            (b'/', Some(b'*')) => (find(text, at + 2, "*/")? + 2, b' '),
            (b'/', _) if begins_pattern(&code[..at]) => (pattern(bytes, at)?, b'_'),
            _ => (at + 1, *byte),
        };
        for place in &mut code[at..end] {
            if *place != b'\n' || filler == b'_' {
                *place = if end == at + 1 { *byte } else { filler };
            }
        }
        at = end;
    }
    String::from_utf8(code).ok()
}

fn find(text: &str, from: usize, what: &str) -> Option<usize> {
    Some(from + text.get(from..)?.find(what)?)
}

/// Behind the closing quote. A template is taken whole: what it computes is not looked at.
fn quoted(bytes: &[u8], start: usize, template: bool) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 2,
            b'\n' if !template => return None,
            b'`' if template && bytes[start..at].ends_with(b"${") => return None,
            byte if *byte == bytes[start] => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// A `/` divides behind a value, and begins a pattern elsewhere.
fn begins_pattern(code: &[u8]) -> bool {
    let last = code.iter().rev().find(|byte| !byte.is_ascii_whitespace());
    last.is_none_or(|byte| b"(,=:[!&|?{};+->".contains(byte))
}

fn pattern(bytes: &[u8], start: usize) -> Option<usize> {
    let (mut at, mut in_class) = (start + 1, false);
    loop {
        match bytes.get(at)? {
            b'\n' => return None,
            b'\\' => at += 1,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::blank;

    #[test]
    fn code_stays_and_the_rest_goes() {
        for (text, code) in [
            ("a = 'b;' // c", Some("a = ____     ")),
            ("a /* {\n} */ b", Some("a     \n     b")),
            ("x = /[/\"]{/.y", Some("x = _______.y")),
            ("x = a / b / c", Some("x = a / b / c")),
            ("`${a}\n`;", Some("_______;")),
            ("'a\\'b'", Some("______")),
            ("é 'é'", Some("é ____")),
            ("'a", None),
            ("/* a", None),
        ] {
            assert_eq!(blank(text).as_deref(), code, "{text}");
        }
    }
}
