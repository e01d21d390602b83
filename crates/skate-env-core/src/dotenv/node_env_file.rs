//! Reads a dotenv file as `node --env-file` of Node.js 20 does, the oldest reader in use.
//!
//! A name is whatever stands before the next `=`, over lines and comments if need be; a quote
//! closes at the next of its kind, however far away. What this reader finds in our lines, later
//! ones find too.

use std::collections::HashMap;

use super::unquote::QUOTES;

pub(super) fn read(text: &str) -> HashMap<String, String> {
    let text = text.replace('\r', "");
    let mut rest = text.trim_matches(' ');
    let mut variables = HashMap::new();
    loop {
        if rest.starts_with(['\n', '#'])
            && let Some((_, next)) = rest.split_once('\n')
        {
            rest = next;
            continue;
        }
        let Some((name, assigned)) = rest.split_once('=') else { return variables };
        let name = name.trim_matches(' ');
        if name.is_empty() {
            return variables;
        }
        let (value, next) = value(assigned.trim_matches(' '));
        if let Some(value) = value {
            variables.insert(name.strip_prefix("export ").unwrap_or(name).to_owned(), value);
        }
        rest = next;
    }
}

/// The value, and the text after its line.
fn value(text: &str) -> (Option<String>, &str) {
    let line = text.split_once('\n');
    let Some(quote) = text.chars().next().filter(|first| QUOTES.contains(first)) else {
        let (line, next) = line.unwrap_or((text, ""));
        let value = line.split_once('#').map_or(line, |(value, _)| value);
        return (Some(value.trim_matches(' ').to_owned()), next);
    };
    match (text[1..].split_once(quote), line) {
        (Some((value, tail)), _) => {
            let value = if quote == '"' { value.replace("\\n", "\n") } else { value.to_owned() };
            (Some(value), tail.split_once('\n').map_or("", |(_, next)| next))
        }
        (None, Some((line, next))) => (Some(line.to_owned()), next),
        (None, None) => (None, text),
    }
}
