//! Offsets of objects, keys and values in a valid JSON text.

/// The offsets of an object: of its braces, its keys and the end of its last value.
pub(super) struct Object {
    pub(super) start: usize,
    /// Behind the closing brace.
    pub(super) end: usize,
    pub(super) last_end: Option<usize>,
    keys: Vec<(std::ops::Range<usize>, usize)>,
}

impl Object {
    /// Where the value of a key begins.
    pub(super) fn value_of(&self, text: &str, key: &str) -> Option<usize> {
        let is_key = |range: &std::ops::Range<usize>| {
            serde_json::from_str::<String>(&text[range.clone()]).is_ok_and(|name| name == key)
        };
        self.keys.iter().rev().find(|(range, _)| is_key(range)).map(|(_, value)| *value)
    }
}

/// The object that begins at or behind an offset.
pub(super) fn object_at(text: &str, from: usize) -> Option<Object> {
    let bytes = text.as_bytes();
    let start = from + text[from..].find('{')?;
    let mut object = Object { start, end: 0, last_end: None, keys: Vec::new() };
    let mut at = start + 1;
    let mut depth = 1;
    let mut key = None;
    while let Some(byte) = bytes.get(at) {
        let mut next = at + 1;
        match byte {
            b'"' => {
                next = string_end(bytes, at)?;
                if depth == 1 && key.is_none() {
                    key = Some(at..next);
                }
            }
            b':' if depth == 1 => {
                let value = at + 1 + text[at + 1..].find(|c: char| !c.is_whitespace())?;
                object.keys.push((key.clone()?, value));
            }
            b',' if depth == 1 => key = None,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            object.end = next;
            return Some(object);
        }
        if !byte.is_ascii_whitespace() {
            object.last_end = Some(next);
        }
        at = next;
    }
    None
}

/// The indentation of one level.
pub(super) fn indent(text: &str) -> &str {
    let lines = text.lines().skip(1);
    let spaces = lines.map(|line| &line[..line.len() - line.trim_start().len()]);
    spaces.into_iter().find(|it| !it.is_empty()).unwrap_or("  ")
}

fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}
