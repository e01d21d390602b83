//! What no parser is asked to read.

use std::fmt;

use squawk_lexer::TokenKind;

/// Far above any migration that was seen: a megabyte.
const BYTES: usize = 8 << 20;
/// How deep a statement may nest: [`super::deep_stack`] has a stack for it, and the parser, whose time
/// grows with the square of it, has the time.
const DEPTH: usize = 2_500;

/// Why a script is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// More than 8 MiB.
    TooLarge,
    /// A statement that nests deeper than any parser follows; its line.
    TooDeep(usize),
    /// A NUL, which PostgreSQL refuses in any text; its line.
    Nul(usize),
    /// The parser fell over it.
    ParserFailed,
}

impl Unreadable {
    /// The line, where there is one.
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

/// Whether a script can be read without harm.
pub(super) fn check(text: &str) -> Result<(), Unreadable> {
    if text.len() > BYTES {
        return Err(Unreadable::TooLarge);
    }
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    if let Some(at) = text.bytes().position(|byte| byte == 0) {
        return Err(Unreadable::Nul(line(at)));
    }
    // A level takes a word or a sign at least: most scripts have fewer of them in all.
    match (signs(text) > DEPTH).then(|| too_deep(text)).flatten() {
        Some(at) => Err(Unreadable::TooDeep(line(at))),
        None => Ok(()),
    }
}

/// No fewer than the script has tokens.
fn signs(text: &str) -> usize {
    let (mut count, mut in_word) = (0, false);
    for byte in text.bytes() {
        let word = byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
        count += usize::from(!(byte.is_ascii_whitespace() || word && in_word));
        in_word = word;
    }
    count
}

/// Where nesting may pass the limit. What stands between two commas or semicolons may all be one
/// inside the other (`NOT NOT …`, `1 + 1 + …`), what stands on both sides of one may not.
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
                // The body of a function is parsed, too.
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
