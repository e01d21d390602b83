//! As much of JavaScript as it takes to change a configuration file that has one of the usual
//! shapes, and to see that it has none of them.

mod blank;

use std::ops::Range;

pub(super) use blank::blank;

/// A text and the same text with every string, comment and pattern blanked out, byte by byte:
/// what is found in `code` is code.
pub(super) struct Script<'t> {
    pub(super) text: &'t str,
    pub(super) code: String,
}

impl<'t> Script<'t> {
    /// `None` for what cannot be read: a string without an end, a bracket without its partner.
    pub(super) fn read(text: &'t str) -> Option<Self> {
        let code = blank(text)?;
        is_balanced(&code).then_some(Self { text, code })
    }

    /// Where a piece of code stands, if it stands there once.
    pub(super) fn only(&self, piece: &str) -> Option<usize> {
        let mut found = self.code.match_indices(piece).map(|(at, _)| at);
        found.next().filter(|_| found.next().is_none())
    }

    /// The expression that begins here and is the last thing in the file.
    pub(super) fn last_expression(&self, start: usize) -> Option<Range<usize>> {
        let rest = &self.code[start..];
        let start = start + rest.len() - rest.trim_start().len();
        let end = self.code.trim_end().trim_end_matches(';').trim_end().len();
        let code = self.code.get(start..end).filter(|code| !code.is_empty())?;
        let mut depth = 0_usize;
        for character in code.chars() {
            match character {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth = depth.checked_sub(1)?,
                // A second statement.
                ';' | '\n' if depth == 0 => return None,
                _ => {}
            }
        }
        (depth == 0).then_some(start..end)
    }

    /// The properties of the object whose brace stands here, and the place behind that object.
    pub(super) fn object(&self, start: usize) -> Option<Object> {
        let mut object = Object { start, end: 0, properties: Vec::new() };
        let (mut depth, mut from) = (0_usize, start + 1);
        for (at, character) in self.code[start..].char_indices().map(|(at, c)| (start + at, c)) {
            let ends = match character {
                '(' | '[' | '{' => {
                    depth += 1;
                    false
                }
                ')' | ']' | '}' => {
                    depth = depth.checked_sub(1)?;
                    depth == 0
                }
                ',' => depth == 1,
                _ => false,
            };
            if ends {
                object.properties.extend(self.property(from..at));
                from = at + 1;
            }
            if depth == 0 {
                object.end = at + 1;
                return self.code[start..].starts_with('{').then_some(object);
            }
        }
        None
    }

    fn property(&self, range: Range<usize>) -> Option<Property> {
        let range = self.trimmed(range)?;
        let colon = self.code[range.clone()].find([':', '(', '{']);
        let colon = colon.filter(|at| self.code.as_bytes()[range.start + at] == b':');
        let Some(colon) = colon else {
            let name = self.text[range.clone()].to_owned();
            return Some(Property { name, value: range.clone(), range });
        };
        let name = self.text[range.start..range.start + colon].trim();
        let name = name.trim_matches(['"', '\'']).to_owned();
        let value = self.trimmed(range.start + colon + 1..range.end)?;
        Some(Property { name, range, value })
    }

    /// Without the spaces and comments around it.
    fn trimmed(&self, range: Range<usize>) -> Option<Range<usize>> {
        let code = &self.code[range.clone()];
        let start = range.start + code.len() - code.trim_start().len();
        let end = range.start + code.trim_end().len();
        (start < end).then_some(start..end)
    }

    /// The file's own quote.
    pub(super) fn quote(&self) -> char {
        if self.text.matches('\'').count() > self.text.matches('"').count() { '\'' } else { '"' }
    }

    /// `;`, unless the file does without.
    pub(super) fn semicolon(&self) -> &'static str {
        let ends = |line: &&str| line.trim_end().ends_with(';');
        let statement = |line: &&str| {
            let line = line.trim_start();
            ["import ", "export default", "module.exports", "const "]
                .iter()
                .any(|it| line.starts_with(it))
        };
        let lines = || self.text.lines();
        if lines().any(|line| ends(&line)) || !lines().any(|line| statement(&line)) {
            ";"
        } else {
            ""
        }
    }

    /// Where a first import belongs: behind what must stand first, before all else.
    pub(super) fn head(&self) -> usize {
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let trimmed = line.trim_start_matches('\u{feff}').trim();
            let stays = trimmed.is_empty()
                || trimmed.starts_with("//")
                || trimmed.starts_with("#!")
                || ["\"use strict\"", "'use strict'"].iter().any(|it| trimmed.starts_with(it));
            if !stays {
                break;
            }
            at += line.len();
        }
        // A comment's own empty lines stay above what it is about.
        if self.text[at..].is_empty() { 0 } else { at }
    }
}

fn is_balanced(code: &str) -> bool {
    let mut open = Vec::new();
    code.chars().all(|character| match character {
        '(' | '[' | '{' => {
            open.push(character);
            true
        }
        ')' => open.pop() == Some('('),
        ']' => open.pop() == Some('['),
        '}' => open.pop() == Some('{'),
        _ => true,
    }) && open.is_empty()
}

/// An object literal: its braces and what stands between its commas.
pub(super) struct Object {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) properties: Vec<Property>,
}

/// A property: its name, the whole of it, and its value.
pub(super) struct Property {
    pub(super) name: String,
    pub(super) range: Range<usize>,
    pub(super) value: Range<usize>,
}

impl Object {
    pub(super) fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }
}

/// Replaces pieces of a text; the pieces do not overlap.
pub(super) fn replace(text: &str, mut pieces: Vec<(Range<usize>, String)>) -> String {
    pieces.sort_by_key(|(range, _)| std::cmp::Reverse((range.start, range.end)));
    let mut new = text.to_owned();
    for (range, piece) in pieces {
        new.replace_range(range, &piece);
    }
    new
}
