//! Splits SQL text into keywords, without strings, quoted names and comments.

use std::{iter::Peekable, str::Chars};

/// A part of a text that means something here.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A word outside all quotes, upper case.
    Word(String),
    /// A command of psql, without its backslash, to the end of the line.
    Meta(String),
    /// The end of a statement.
    End,
}

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '-' if rest.next_if_eq(&'-').is_some() => {
                while rest.next_if(|&c| c != '\n').is_some() {}
            }
            '/' if rest.next_if_eq(&'*').is_some() => comment(&mut rest),
            '\'' => quoted(&mut rest, '\'', false),
            '"' => quoted(&mut rest, '"', false),
            '$' => dollar(&mut rest),
            ';' => tokens.push(Token::End),
            '\\' => meta(&mut rest, &mut tokens),
            c if is_word(c) => {
                let mut word = String::from(c);
                while let Some(c) = rest.next_if(|&c| is_word(c) || c == '$') {
                    word.push(c);
                }
                if word.eq_ignore_ascii_case("e") && rest.next_if_eq(&'\'').is_some() {
                    quoted(&mut rest, '\'', true);
                } else {
                    tokens.push(Token::Word(word.to_uppercase()));
                }
            }
            _ => {}
        }
    }
    tokens
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == crate::shell::UNKNOWN
}

/// Comments nest.
fn comment(rest: &mut Peekable<Chars<'_>>) {
    let mut depth = 1;
    while depth > 0 {
        match rest.next() {
            Some('/') if rest.next_if_eq(&'*').is_some() => depth += 1,
            Some('*') if rest.next_if_eq(&'/').is_some() => depth -= 1,
            Some(_) => {}
            None => return,
        }
    }
}

fn quoted(rest: &mut Peekable<Chars<'_>>, quote: char, escapes: bool) {
    while let Some(c) = rest.next() {
        if c == '\\' && escapes {
            rest.next();
        } else if c == quote && rest.next_if_eq(&quote).is_none() {
            return;
        }
    }
}

/// `$tag$ … $tag$`; `$1` is a parameter.
fn dollar(rest: &mut Peekable<Chars<'_>>) {
    let mut tag = String::from("$");
    let mut ahead = rest.clone();
    loop {
        match ahead.next() {
            Some('$') => break,
            Some(c) if is_word(c) && !(tag.len() == 1 && c.is_ascii_digit()) => tag.push(c),
            _ => return,
        }
    }
    tag.push('$');
    *rest = ahead;
    let text: String = rest.clone().collect();
    let length = text.find(&tag).map_or(text.len(), |at| at + tag.len());
    for _ in text[..length].chars() {
        rest.next();
    }
}

fn meta(rest: &mut Peekable<Chars<'_>>, tokens: &mut Vec<Token>) {
    if rest.next_if_eq(&';').is_some() {
        return tokens.push(Token::End);
    }
    let mut line = String::new();
    while let Some(c) = rest.next_if(|&c| c != '\n') {
        line.push(c);
    }
    for command in line.split('\\').filter(|command| !command.is_empty()) {
        tokens.push(Token::Meta(command.trim().to_owned()));
    }
    tokens.push(Token::End);
}
