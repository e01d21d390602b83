//! Shell text to a syntax tree, within limits.

use std::sync::Arc;

use brush_parser::{
    ParserOptions, SourcePositionOffset, Token, ast::Program, parse_tokens, uncached_tokenize_str,
};

/// In bytes: every shell inside a shell may quote, and so multiply, its text.
const MAX_BYTES: usize = 1 << 18;
/// The parser recurses, and tries nested arithmetic more than once.
const MAX_DEPTH: usize = 100;

/// How the text is read: as bash does, which reads what POSIX shells read. A tilde stays as it
/// stands: no URL begins with one.
pub(super) fn options() -> ParserOptions {
    ParserOptions { tilde_expansion_at_word_start: false, ..ParserOptions::default() }
}

/// Parses a script; `Err` says why it cannot be read.
pub(crate) fn parse(text: &str) -> Result<Program, &'static str> {
    if text.len() > MAX_BYTES {
        return Err("it is too long");
    }
    if depth(text) > MAX_DEPTH {
        return Err("it is nested too deeply");
    }
    if has_expansion_behind_here_document(text) {
        return Err("it has a here-document with an expansion behind it on the same line");
    }
    let options = options();
    let tokens = uncached_tokenize_str(text, &options.tokenizer_options());
    let tokens = tokens.ok().and_then(|tokens| in_place(tokens, text));
    let program = tokens.and_then(|tokens| parse_tokens(&tokens, &options).ok());
    program.ok_or("the grammar of shells does not know it")
}

/// There brush-parser 0.4.0 loses its place, and panics.
fn has_expansion_behind_here_document(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.replace("<<<", "");
        let behind = line.split_once("<<").map(|(_, behind)| behind).unwrap_or_default();
        ["$(", "${", "$[", "`"].iter().any(|expansion| behind.contains(expansion))
    })
}

/// The tokens, each at its place; `None` where one is not the text that stands there.
///
/// Behind a here-document on the same line brush-parser 0.4.0 counts the blanks before a token
/// to it, which hides that `5 >` are two words. It panics where a descriptor has more digits than
/// an `i32`.
fn in_place(mut tokens: Vec<Token>, text: &str) -> Option<Vec<Token>> {
    let letters: Vec<char> = text.chars().collect();
    let mut rest = tokens.iter_mut();
    while let Some(token) = rest.next() {
        let (Token::Word(content, place) | Token::Operator(content, place)) = token;
        let source = letters.get(place.start.index..place.end.index)?;
        let blanks = source.iter().take_while(|it| matches!(it, ' ' | '\t')).count();
        if blanks > 0 {
            let offset = SourcePositionOffset { index: blanks, line: 0, column: blanks };
            place.start = Arc::new(place.start.offset(&offset));
        }
        // A comment counts to the new line that ends it.
        if content == "\n" {
            continue;
        }
        let is_long_number = content.len() > 9 && content.bytes().all(|it| it.is_ascii_digit());
        let source: String = source.iter().collect();
        if is_long_number || without_blanks(&source) != without_blanks(content) {
            return None;
        }
        if matches!(content.as_str(), "<<" | "<<-") && matches!(token, Token::Operator(..)) {
            // The delimiter is next; the body and the delimiter's line stand elsewhere.
            rest.nth(2);
        }
    }
    Some(tokens)
}

fn without_blanks(text: &str) -> String {
    text.replace("\\\n", "").split_whitespace().collect()
}

/// The deepest nesting that a text can have, whatever its quotes mean.
pub(crate) fn depth(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for byte in text.bytes() {
        match byte {
            b'(' | b'{' | b'[' => depth += 1,
            b')' | b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}
