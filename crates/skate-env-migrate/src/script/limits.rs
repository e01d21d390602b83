//! Limits on the size and nesting of a script, checked before it is parsed.

use std::fmt;

use squawk_lexer::TokenKind;

/// The largest real migration that was seen has 1 MB.
const BYTES: usize = 8 << 20;
/// The maximum nesting. The stack of [`super::deep_stack`] is large enough for it; the parser's time
/// grows with its square.
const DEPTH: usize = 2_500;

/// Why a script is not parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// More than 8 MiB.
    TooLarge,
    /// A statement is nested too deeply; its line.
    TooDeep(usize),
    /// It holds a NUL byte, which PostgreSQL refuses; its line.
    Nul(usize),
    /// The parser panicked.
    ParserFailed,
}

impl Unreadable {
    /// The line of the problem; 1 if it has none.
    #[must_use]
    pub fn line(self) -> usize {
        match self {
            Self::TooDeep(line) | Self::Nul(line) => line,
            Self::TooLarge | Self::ParserFailed => 1,
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::TooLarge => "The script is larger than 8 MiB.",
            Self::TooDeep(_) => "A statement is nested too deeply to be read.",
            Self::Nul(_) => "The script holds a NUL byte, which PostgreSQL refuses.",
            Self::ParserFailed => "The script cannot be parsed.",
        })
    }
}

/// Checks that a script can be parsed in reasonable time and memory.
pub(super) fn check(text: &str) -> Result<(), Unreadable> {
    if text.len() > BYTES {
        return Err(Unreadable::TooLarge);
    }
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    if let Some(at) = text.bytes().position(|byte| byte == 0) {
        return Err(Unreadable::Nul(line(at)));
    }
    // Each level takes a token at least, and most scripts have fewer tokens in all.
    match (count_tokens(text) > DEPTH).then(|| too_deep(text)).flatten() {
        Some(at) => Err(Unreadable::TooDeep(line(at))),
        None => Ok(()),
    }
}

/// An upper bound of the number of tokens.
fn count_tokens(text: &str) -> usize {
    let (mut count, mut in_word) = (0, false);
    for byte in text.bytes() {
        let word = byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
        count += usize::from(!(byte.is_ascii_whitespace() || word && in_word));
        in_word = word;
    }
    count
}

/// The offset at which nesting may exceed the limit. All tokens between two commas or semicolons
/// may nest (`NOT NOT …`, `1 + 1 + …`); tokens on both sides of one cannot.
fn too_deep(text: &str) -> Option<usize> {
    let (mut at, mut here, mut outer) = (0, 0_usize, Vec::new());
    for token in squawk_lexer::tokenize(text) {
        match token.kind {
            TokenKind::Whitespace | TokenKind::LineComment | TokenKind::BlockComment { .. } => {}
            TokenKind::OpenParen | TokenKind::OpenBracket => {
                outer.push(here + 1);
                here += 1;
            }
            TokenKind::CloseParen | TokenKind::CloseBracket => {
                here = outer.pop().unwrap_or(here);
            }
            TokenKind::Comma => here = outer.last().copied().unwrap_or_default(),
            TokenKind::Semi if outer.is_empty() => here = 0,
            TokenKind::Literal { .. } if token.len as usize > DEPTH => {
                // The parser also parses the body of a function.
                let body = text.get(at + 1..(at + token.len as usize).saturating_sub(1));
                if body.is_some_and(|body| too_deep(body).is_some()) {
                    return Some(at);
                }
            }
            _ => here += 1,
        }
        if here > DEPTH {
            return Some(at);
        }
        at += token.len as usize;
    }
    None
}
