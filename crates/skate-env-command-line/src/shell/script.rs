//! Tokens to simple commands. Which of them would run is not asked: each might.

use super::{Token, Word, WordPart, lexer::tokens};

/// What a command reads from its standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// `<<<`
    Word(Word),
    /// A here-document.
    Text(String),
    /// `<`
    File,
}

/// One program with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SimpleCommand {
    pub(crate) words: Vec<Word>,
    pub(crate) input: Option<Input>,
    /// Whether it reads what the command before it writes.
    pub(crate) is_piped: bool,
}

/// Words that stand in front of a command without being one.
const RESERVED: [&str; 13] =
    ["!", "{", "}", "if", "then", "elif", "else", "while", "until", "do", "fi", "done", "function"];
/// Words whose commands name things and run nothing.
const HEADS: [&str; 4] = ["for", "case", "select", "esac"];

/// Every simple command of a script, in the order in which they stand.
pub(crate) fn split(text: &str) -> Vec<SimpleCommand> {
    let mut commands = Vec::new();
    let mut current = SimpleCommand::default();
    let mut depth = 0_usize;
    for token in tokens(text) {
        let is_pipe = token == Token::Pipe;
        match token {
            Token::Word(word) => {
                let is_reserved = is_one_of(&word, &RESERVED);
                if !(current.words.is_empty() && is_reserved) {
                    current.words.push(word);
                }
                continue;
            }
            Token::Input(input) => {
                current.input = Some(input);
                continue;
            }
            Token::Open => {
                depth += 1;
                if current.words.is_empty() {
                    continue; // it reads what the group reads
                }
            }
            // Without an opening one it ends a pattern of `case`.
            Token::Close if depth == 0 => current.words.clear(),
            Token::Close => depth -= 1,
            Token::Pipe | Token::End => {}
        }
        finish(&mut commands, std::mem::take(&mut current));
        current.is_piped = is_pipe;
    }
    finish(&mut commands, current);
    commands
}

fn finish(commands: &mut Vec<SimpleCommand>, command: SimpleCommand) {
    if command.words.first().is_some_and(|first| !is_one_of(first, &HEADS)) {
        commands.push(command);
    }
}

fn is_one_of(word: &Word, names: &[&str]) -> bool {
    matches!(word.as_slice(), [WordPart::Text(text)] if names.contains(&text.as_str()))
}
