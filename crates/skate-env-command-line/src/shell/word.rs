//! Words of shell text: what stands in them as it is, and what is put in when the shell runs.

mod braces;
mod parameter;

use brush_parser::word::{
    WordPiece, WordPieceWithSource, parse, parse_brace_expansions, parse_heredoc,
};

use super::parse::{depth, options};

/// A part of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WordPart {
    Text(String),
    /// A space in a default: `${name:-two words}`.
    Space,
    Variable {
        name: String,
        quoted: bool,
    },
    /// `${name:-default}`
    Default {
        name: String,
        quoted: bool,
        /// Whether an empty value counts as none.
        replaces_empty: bool,
        default: Word,
    },
    /// `$(…)`: what a command writes.
    Output {
        text: String,
        quoted: bool,
    },
    /// A value that nobody can tell from the text. What it is made from is kept, because the
    /// commands in it run all the same.
    Unknown(Word),
    /// What the grammar does not read: any command may stand in it.
    Unreadable,
}

/// A word before its variables are put in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word(pub(super) Vec<WordPart>);

const MAX_DEPTH: usize = 40;

impl Word {
    /// Reads a word of the parser, its braces expanded.
    pub(crate) fn read_all(text: &str) -> Vec<Self> {
        let has_braces = text.replace("${", "").contains('{');
        if !has_braces || depth(text) > MAX_DEPTH {
            return vec![Self::read(text)];
        }
        // A sequence is not worked out, and its numbers may be longer than the parser expects.
        if text.contains("..") {
            return vec![Self::hidden(text)];
        }
        match parse_brace_expansions(text, &options()) {
            Ok(Some(parts)) => match braces::expand(&parts) {
                Some(texts) => texts.iter().map(|text| Self::read(text)).collect(),
                None => vec![Self::hidden(text)],
            },
            Ok(None) => vec![Self::read(text)],
            Err(_) => vec![Self::hidden(text)],
        }
    }

    /// Reads a word in which braces mean nothing: an assignment's value, a file's name.
    pub(crate) fn read(text: &str) -> Self {
        Self::read_in(text, false)
    }

    fn read_in(text: &str, quoted: bool) -> Self {
        if depth(text) > MAX_DEPTH {
            return Self(vec![WordPart::Unreadable]);
        }
        match parse(text, &options()) {
            Ok(pieces) => Self::of_pieces(&pieces, quoted),
            Err(_) => Self(vec![WordPart::Unreadable]),
        }
    }

    /// Reads the body of a here-document whose variables are put in.
    pub(crate) fn read_here_document(text: &str) -> Self {
        match parse_heredoc(text, &options()) {
            Ok(pieces) if depth(text) <= MAX_DEPTH => Self::of_pieces(&pieces, true),
            _ => Self(vec![WordPart::Unreadable]),
        }
    }

    /// A word that nobody can tell.
    pub(crate) fn unknown() -> Self {
        Self(vec![WordPart::Unknown(Self::default())])
    }

    fn hidden(text: &str) -> Self {
        Self(vec![WordPart::Unknown(Self::read(text))])
    }

    /// The texts of the commands whose output the shell puts in.
    pub(crate) fn commands(&self) -> Vec<&str> {
        let mut commands = Vec::new();
        for part in &self.0 {
            match part {
                WordPart::Output { text, .. } => commands.push(text.as_str()),
                WordPart::Unknown(inner) | WordPart::Default { default: inner, .. } => {
                    commands.extend(inner.commands());
                }
                WordPart::Text(_)
                | WordPart::Space
                | WordPart::Variable { .. }
                | WordPart::Unreadable => {}
            }
        }
        commands
    }

    /// Whether commands may stand in it that nobody has read.
    pub(crate) fn is_unreadable(&self) -> bool {
        self.0.iter().any(|part| match part {
            WordPart::Unreadable => true,
            WordPart::Unknown(inner) | WordPart::Default { default: inner, .. } => {
                inner.is_unreadable()
            }
            WordPart::Text(_)
            | WordPart::Space
            | WordPart::Variable { .. }
            | WordPart::Output { .. } => false,
        })
    }

    fn of_pieces(pieces: &[WordPieceWithSource], quoted: bool) -> Self {
        let mut word = Self::default();
        for piece in pieces {
            word.add(&piece.piece, quoted);
        }
        word
    }

    fn add(&mut self, piece: &WordPiece, quoted: bool) {
        match piece {
            WordPiece::Text(text) if quoted => self.push(text),
            WordPiece::Text(text) => self.add_pattern(text),
            WordPiece::SingleQuotedText(text) => self.push(text),
            WordPiece::AnsiCQuotedText(text) => self.add_ansi_c(text),
            WordPiece::DoubleQuotedSequence(pieces)
            | WordPiece::GettextDoubleQuotedSequence(pieces) => {
                self.push("");
                for piece in pieces {
                    self.add(&piece.piece, true);
                }
            }
            WordPiece::EscapeSequence(text) => match text.strip_prefix('\\').unwrap_or(text) {
                "\n" => {}
                escaped => self.push(escaped),
            },
            WordPiece::CommandSubstitution(text)
            | WordPiece::BackquotedCommandSubstitution(text) => {
                self.0.push(WordPart::Output { text: text.clone(), quoted });
            }
            WordPiece::ParameterExpansion(expression) => {
                self.0.push(parameter::part(expression, quoted));
            }
            WordPiece::ArithmeticExpression(expression) => {
                self.0.push(WordPart::Unknown(Self::read(&expression.value)));
            }
            WordPiece::TildeExpansion(_) => self.0.push(WordPart::Unknown(Self::default())),
        }
    }

    fn push(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(WordPart::Text(last)) => last.push_str(text),
            _ => self.0.push(WordPart::Text(text.to_owned())),
        }
    }

    /// Unquoted text. A `*` or a bracket may stand for files; a `?` is far more often the
    /// beginning of a URL's parameters, and no file has such a name.
    fn add_pattern(&mut self, text: &str) {
        for (index, letter) in text.char_indices() {
            if letter.is_whitespace() {
                self.0.push(WordPart::Space);
            } else if letter == '*' || letter == '[' && (index > 0 || !self.0.is_empty()) {
                self.0.push(WordPart::Unknown(Self::default()));
            } else {
                self.push(letter.encode_utf8(&mut [0; 4]));
            }
        }
    }

    /// `$'…'`: what is escaped by number is not worth reading.
    fn add_ansi_c(&mut self, text: &str) {
        self.push("");
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            let escaped = if letter == '\\' { letters.next() } else { None };
            match escaped {
                None => self.push(letter.encode_utf8(&mut [0; 4])),
                Some('n') => self.push("\n"),
                Some('t') => self.push("\t"),
                Some(same @ ('\\' | '\'' | '"')) => self.push(same.encode_utf8(&mut [0; 4])),
                Some(_) => self.0.push(WordPart::Unknown(Self::default())),
            }
        }
    }
}
