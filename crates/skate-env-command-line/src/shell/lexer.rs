//! Text to tokens.

use super::{Characters, Input, Token, Word, WordPart, quoting};

struct Lexer<'a> {
    rest: Characters<'a>,
    tokens: Vec<Token>,
    /// Delimiters of here-documents whose bodies start on the next line, and whether tabs go.
    pending: Vec<(String, bool)>,
}

/// Splits a script into tokens. What follows a quote that is never closed belongs to it.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut lexer =
        Lexer { rest: text.chars().peekable(), tokens: Vec::new(), pending: Vec::new() };
    while let Some(&next) = lexer.rest.peek() {
        lexer.token(next);
    }
    lexer.tokens
}

impl Lexer<'_> {
    fn token(&mut self, next: char) {
        match next {
            '\n' => {
                self.rest.next();
                self.tokens.push(Token::End);
                self.here_documents();
            }
            c if c.is_whitespace() => drop(self.rest.next()),
            '#' => while self.rest.next_if(|&c| c != '\n').is_some() {},
            ';' => self.operator(Token::End),
            '(' => self.operator(Token::Open),
            ')' => self.operator(Token::Close),
            '|' => self.pipe(),
            '&' => self.ampersand(),
            '<' | '>' => self.redirection(),
            _ => {
                let word = self.word();
                self.tokens.push(Token::Word(word));
            }
        }
    }

    fn operator(&mut self, token: Token) {
        self.rest.next();
        self.tokens.push(token);
    }

    fn pipe(&mut self) {
        self.rest.next();
        let or = self.rest.next_if_eq(&'|').is_some();
        self.rest.next_if_eq(&'&');
        self.tokens.push(if or { Token::End } else { Token::Pipe });
    }

    fn ampersand(&mut self) {
        self.rest.next();
        if self.rest.peek() == Some(&'>') {
            self.redirection();
        } else {
            self.tokens.push(Token::End);
        }
    }

    fn redirection(&mut self) {
        self.drop_descriptor();
        let is_input = self.rest.next() == Some('<');
        let mut sign = String::new();
        while let Some(c) = self.rest.next_if(|&c| "<>&|-".contains(c)) {
            sign.push(c);
        }
        while self.rest.next_if(|&c| c == ' ' || c == '\t').is_some() {}
        let is_nested = self.rest.next_if(|&c| "<>".contains(c)).is_some();
        if self.rest.next_if_eq(&'(').is_some() {
            // A process substitution stands for a file, behind a sign of redirection or alone.
            let text = quoting::enclosed(&mut self.rest, '(', ')');
            self.tokens.push(Token::Word(vec![WordPart::Substitution { text }]));
            if is_nested {
                self.tokens.push(Token::Input(Input::File));
            }
            return;
        }
        let word = self.word();
        match sign.as_str() {
            "<" | "<-" if is_input => {
                self.pending.push((quoting::literal(&word), sign == "<-"));
            }
            "<<" if is_input => self.tokens.push(Token::Input(Input::Word(word))),
            "" if is_input => self.tokens.push(Token::Input(Input::File)),
            _ => {}
        }
    }

    /// The `2` of `2>&1` was read as a word.
    fn drop_descriptor(&mut self) {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if let Some(Token::Word(word)) = self.tokens.last()
            && let [WordPart::Text(text)] = word.as_slice()
            && is_number(text)
        {
            self.tokens.pop();
        }
    }

    fn here_documents(&mut self) {
        for (delimiter, strips_tabs) in std::mem::take(&mut self.pending) {
            let mut body = String::new();
            while self.rest.peek().is_some() {
                let mut line = String::new();
                while let Some(c) = self.rest.next_if(|&c| c != '\n') {
                    line.push(c);
                }
                self.rest.next();
                let line = if strips_tabs { line.trim_start_matches('\t') } else { &line };
                if line == delimiter {
                    break;
                }
                body.push_str(line);
                body.push('\n');
            }
            // It belongs to the command before the new line.
            let place = self.tokens.len().saturating_sub(1);
            self.tokens.insert(place, Token::Input(Input::Text(body)));
        }
    }

    fn word(&mut self) -> Word {
        let mut word = Word::new();
        while let Some(&c) = self.rest.peek() {
            if c.is_whitespace() || ";|&()<>".contains(c) {
                break;
            }
            self.rest.next();
            quoting::part(&mut self.rest, c, &mut word);
        }
        word
    }
}
