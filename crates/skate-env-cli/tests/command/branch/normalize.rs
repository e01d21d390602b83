//! What differs from run to run, under one name.

/// Ids, ports, moments and ages become `BRANCH`, `ENDPOINT`, `PROJECT`, `PORT`, `TIME`.
pub(crate) fn normalize(text: &str) -> String {
    let mut rest = text;
    let mut page = String::new();
    while let Some(first) = rest.chars().next() {
        let at_word = !page.ends_with(|last: char| last.is_ascii_alphanumeric() || last == '-');
        let (name, length) = if at_word { kind(rest) } else { ("", 0) };
        if length > 0 {
            page.push_str(name);
            rest = &rest[length..];
        } else {
            page.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    page
}

fn kind(text: &str) -> (&'static str, usize) {
    for (start, name) in [("br-", "BRANCH"), ("ep-", "ENDPOINT"), ("local-", "PROJECT")] {
        let id = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        if let Some(rest) = text.strip_prefix(start) {
            let length = rest.find(|letter| !id(letter)).unwrap_or(rest.len());
            // `br-…` in a page of help is no id.
            return if length > 8 { (name, start.len() + length) } else { ("", 0) };
        }
    }
    let digits = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    if digits == 5 && text.starts_with('2') {
        return ("PORT", digits);
    }
    match text.as_bytes() {
        [b'2', b'0', _, _, b'-', _, _, b'-', _, _, b'T', ..] => {
            ("TIME", text.find('Z').map_or(0, |end| end + 1))
        }
        _ => ("", 0),
    }
}

#[test]
fn ids_ports_and_times_are_normalized() {
    let text = "main (br-cool-forest-3t3rmgbv) at 127.0.0.1:29018 until 2026-11-29T19:11:50Z. br-…";
    assert_eq!(normalize(text), "main (BRANCH) at 127.0.0.1:PORT until TIME. br-…");
}
