//! The variables of a dotenv file: its statements, each name once with its last value.

use std::collections::HashMap;

use super::{
    DamageKind, inspect, javascript::array_index, statement::statements, unquote::unquote,
};

/// A variable as one file assigns it, before expansion.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) line: u32,
    pub(super) damage: Vec<DamageKind>,
}

/// The variables of a file, each once with its last value, in the order JavaScript lists them.
pub(super) fn parse(text: &str) -> Vec<Entry> {
    let text = with_line_feeds(text);
    let mut entries: Vec<Entry> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    let (mut line, mut counted) = (1, 0);
    for statement in statements(&text) {
        line += lines_in(&text[counted..statement.start]);
        counted = statement.start;
        let entry = Entry {
            name: statement.name.to_owned(),
            value: unquote(statement.raw),
            line,
            damage: inspect::statement(&statement),
        };
        if let Some(&index) = known.get(statement.name) {
            entries[index] = entry;
        } else {
            known.insert(statement.name, entries.len());
            entries.push(entry);
        }
    }
    entries.sort_by_key(|entry| {
        let index = array_index(&entry.name);
        (index.is_none(), index)
    });
    entries
}

/// What dotenv does to a text first.
pub(super) fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn lines_in(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)
}
