//! Replacements in the text of a script. Every other byte stays as it is.

mod comments;
mod fields;
mod imports;
mod rewrite;

use std::ops::Range;

use oxc_ast::ast::Statement;
use oxc_span::{GetSpan as _, Span};

use super::lines::line_end;
use crate::project::javascript::Script;

pub(super) use fields::spans;
pub(super) use imports::taken_from;
pub(super) use rewrite::{Rewrite, rewrite};

pub(super) struct ScriptEdits<'s, 'a> {
    script: &'s Script<'a>,
    pieces: Vec<(Range<usize>, String)>,
    /// What a new text repeats of an old one.
    repeated: Vec<Span>,
}

pub(super) fn range(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

impl<'s, 'a> ScriptEdits<'s, 'a> {
    pub(super) const fn new(script: &'s Script<'a>) -> Self {
        Self { script, pieces: Vec::new(), repeated: Vec::new() }
    }

    pub(super) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.pieces.push((range, text.into()));
    }

    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// Puts a call around an expression.
    pub(super) fn wrap(&mut self, span: Span, function: &str) {
        self.insert(span.start as usize, format!("{function}("));
        self.insert(span.end as usize, ")");
    }

    /// Ends an expression that was a declaration, which ends by itself.
    pub(super) fn end_statement(&mut self, span: Span) {
        let next = self.script.text[span.end as usize..].trim_start().chars().next();
        let is_continued = next.is_some_and(|next| "([`+-/*.,".contains(next));
        if is_continued || self.semicolon() == ";" {
            self.insert(span.end as usize, ";");
        }
    }

    /// The text of a place, which the new text repeats elsewhere.
    pub(super) fn repeat(&mut self, span: Span) -> &'a str {
        self.repeated.push(span);
        self.script.source(span)
    }

    /// Whether a place is gone after the edits.
    pub(super) fn removes(&self, span: Span) -> bool {
        let is_repeated = self.repeated.iter().any(|it| it.contains_inclusive(span));
        let span = range(span);
        let is_replaced =
            self.pieces.iter().any(|(it, _)| it.start <= span.start && span.end <= it.end);
        is_replaced && !is_repeated
    }

    /// The new text. The pieces do not overlap; what goes to one place stands there in its order.
    pub(super) fn finish(mut self) -> String {
        self.pieces.sort_by_key(|(range, _)| (range.start, range.end));
        let (mut new, mut at) = (String::new(), 0);
        for (range, piece) in self.pieces {
            new.push_str(&self.script.text[at..range.start]);
            new.push_str(&piece);
            at = range.end;
        }
        new + &self.script.text[at..]
    }

    /// The file's own quote.
    pub(super) fn quote(&self) -> char {
        let text = self.script.text;
        if text.matches('\'').count() > text.matches('"').count() { '\'' } else { '"' }
    }

    pub(super) fn line_end(&self) -> &'static str {
        line_end(self.script.text)
    }

    /// `;`, unless the file does without.
    pub(super) fn semicolon(&self) -> &'static str {
        let ended = |statement: &Statement<'_>| match statement {
            Statement::ImportDeclaration(_)
            | Statement::ExportDefaultDeclaration(_)
            | Statement::VariableDeclaration(_)
            | Statement::ExpressionStatement(_) => {
                Some(self.script.source(statement.span()).ends_with(';'))
            }
            _ => None,
        };
        let mut ended = self.script.program.body.iter().filter_map(ended).peekable();
        if ended.peek().is_none() || ended.any(|it| it) { ";" } else { "" }
    }

    /// The beginning of the line, where nothing but spaces stands before this place.
    fn start_of_line(&self, at: usize) -> usize {
        let line = self.script.text[..at].rfind('\n').map_or(0, |end| end + 1);
        if self.script.text[line..at].trim().is_empty() { line } else { at }
    }

    /// Removes a statement: with its line, where it stands alone on it, and with a comment that
    /// silences something about that line.
    pub(super) fn remove_statement(&mut self, statement: Span) {
        let start = self.start_of_line(statement.start as usize);
        let text = self.script.text;
        let alone = text[..start].is_empty() || text[..start].ends_with('\n');
        let line = text[statement.end as usize..].find('\n');
        let end = line.map_or(text.len(), |at| statement.end as usize + at + 1);
        if !alone || !text[statement.end as usize..end].trim().is_empty() {
            self.replace(range(statement), "");
            return;
        }
        let silencer = self.comments().find(|comment| {
            comment.span.end <= statement.start
                && self.is_attached(comment, statement.start)
                && self.silences(comment)
        });
        let start = silencer.map_or(start, |it| self.start_of_line(it.span.start as usize));
        self.replace(start..end, "");
    }

    /// Removes a property and the comma behind it, and the line, where that is all of it.
    pub(super) fn remove_with_comma(&mut self, property: Span) {
        let text = self.script.text;
        let start = property.start as usize;
        let behind = &text[property.end as usize..];
        let comma = behind.trim_start().starts_with(',');
        let end =
            property.end as usize + if comma { behind.find(',').map_or(0, |at| at + 1) } else { 0 };
        let line = text[end..].find('\n').map(|at| end + at + 1);
        let first = self.start_of_line(start);
        let alone = text[..first].ends_with('\n');
        if let Some(line) = line.filter(|line| alone && text[end..*line].trim().is_empty()) {
            self.replace(first..line, "");
            return;
        }
        let spaces = text[end..].len() - text[end..].trim_start_matches(' ').len();
        self.replace(start..end + spaces, "");
    }

    /// Removes one of several things between commas, unless a comment stands there.
    pub(super) fn remove_from_list(&mut self, list: &[Span], index: usize) {
        let item = list[index];
        let span = match (index.checked_sub(1).map(|it| list[it]), list.get(index + 1)) {
            (Some(before), _) => Span::new(before.end, item.end),
            (None, Some(after)) => Span::new(item.start, after.start),
            (None, None) => return,
        };
        if !self.has_comment(span) {
            self.replace(range(span), "");
        }
    }
}
