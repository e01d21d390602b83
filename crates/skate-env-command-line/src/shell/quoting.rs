//! Quotes, escapes and expansions inside a word.

use super::{Characters, Word, WordPart};

/// Reads what starts with a character that was just taken.
pub(super) fn part(rest: &mut Characters<'_>, first: char, word: &mut Word) {
    match first {
        '\'' => {
            push(word, "");
            while let Some(c) = rest.next_if(|&c| c != '\'') {
                push_char(word, c);
            }
            rest.next();
        }
        '"' => double_quoted(rest, word),
        '\\' => {
            if let Some(c) = rest.next().filter(|&c| c != '\n') {
                push_char(word, c);
            }
        }
        '$' => dollar(rest, word, false),
        '`' => backticks(rest, word),
        '*' => word.push(WordPart::Unknown),
        '[' if !word.is_empty() => word.push(WordPart::Unknown),
        '{' if rest.peek().is_some_and(|c| !c.is_whitespace()) => {
            word.push(WordPart::Unknown);
        }
        _ => push_char(word, first),
    }
}

/// The text of a word that is not to be expanded.
pub(super) fn literal(word: &Word) -> String {
    word.iter()
        .filter_map(|it| if let WordPart::Text(text) = it { Some(text.as_str()) } else { None })
        .collect()
}

fn push(word: &mut Word, text: &str) {
    match word.last_mut() {
        Some(WordPart::Text(last)) => last.push_str(text),
        _ => word.push(WordPart::Text(text.to_owned())),
    }
}

fn push_char(word: &mut Word, c: char) {
    push(word, c.encode_utf8(&mut [0; 4]));
}

fn double_quoted(rest: &mut Characters<'_>, word: &mut Word) {
    push(word, "");
    while let Some(c) = rest.next_if(|&c| c != '"') {
        match c {
            '\\' => match rest.next() {
                Some('\n') | None => {}
                Some(c @ ('$' | '`' | '"' | '\\')) => push_char(word, c),
                Some(c) => {
                    push(word, "\\");
                    push_char(word, c);
                }
            },
            '$' => dollar(rest, word, true),
            '`' => backticks(rest, word),
            c => push_char(word, c),
        }
    }
    rest.next();
}

fn dollar(rest: &mut Characters<'_>, word: &mut Word, quoted: bool) {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    match rest.peek().copied() {
        Some('(') => {
            rest.next();
            word.push(WordPart::Substitution { text: enclosed(rest, '(', ')') });
        }
        Some('{') => {
            rest.next();
            let name = enclosed(rest, '{', '}');
            let plain = !name.is_empty() && name.chars().all(is_name) || name == "@";
            word.push(if plain { WordPart::Variable { name, quoted } } else { WordPart::Unknown });
        }
        Some('\'') if !quoted => {
            rest.next();
            ansi_quoted(rest, word);
        }
        Some(c) if c.is_ascii_digit() || "@*".contains(c) => {
            rest.next();
            word.push(WordPart::Variable { name: c.to_string(), quoted });
        }
        Some(c) if is_name(c) => {
            let mut name = String::new();
            while let Some(c) = rest.next_if(|&c| is_name(c)) {
                name.push(c);
            }
            word.push(WordPart::Variable { name, quoted });
        }
        Some(c) if "?#$!-".contains(c) => {
            rest.next();
            word.push(WordPart::Unknown);
        }
        _ => push(word, "$"),
    }
}

/// `$'…'`: what is escaped by number is not worth analysis.
fn ansi_quoted(rest: &mut Characters<'_>, word: &mut Word) {
    while let Some(c) = rest.next_if(|&c| c != '\'') {
        match c {
            '\\' => match rest.next() {
                Some('n') => push(word, "\n"),
                Some('t') => push(word, "\t"),
                Some(c @ ('\\' | '\'' | '"')) => push_char(word, c),
                _ => word.push(WordPart::Unknown),
            },
            c => push_char(word, c),
        }
    }
    rest.next();
}

fn backticks(rest: &mut Characters<'_>, word: &mut Word) {
    let mut text = String::new();
    while let Some(c) = rest.next_if(|&c| c != '`') {
        let escaped = if c == '\\' { rest.next_if(|c| "`$\\".contains(*c)) } else { None };
        text.push(escaped.unwrap_or(c));
    }
    rest.next();
    word.push(WordPart::Substitution { text });
}

/// The text up to the bracket that closes, quotes respected.
pub(super) fn enclosed(rest: &mut Characters<'_>, open: char, close: char) -> String {
    let mut text = String::new();
    let mut depth = 1;
    let mut quote = None;
    while let Some(c) = rest.next() {
        match c {
            '\\' if quote != Some('\'') => {
                text.push(c);
                text.extend(rest.next());
                continue;
            }
            '\'' | '"' if quote == Some(c) => quote = None,
            '\'' | '"' if quote.is_none() => quote = Some(c),
            _ if quote.is_some() => {}
            _ if c == open => depth += 1,
            _ if c == close => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        text.push(c);
    }
    text
}
