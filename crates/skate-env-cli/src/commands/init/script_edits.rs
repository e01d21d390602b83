//! Replacements in the text of a script. Every other byte stays as it is.

use std::ops::Range;

use oxc_ast::{
    Comment,
    ast::{Expression, Statement},
};
use oxc_span::{GetSpan as _, Span};

use super::lines::line_end;
use crate::project::javascript::{ModuleStyle, Script, without_byte_order_mark};

pub(super) struct ScriptEdits<'s, 'a> {
    script: &'s Script<'a>,
    pieces: Vec<(Range<usize>, String)>,
    /// What a new text repeats of an old one.
    repeated: Vec<Span>,
}

/// What a person does about a syntax error.
pub(super) const CORRECT: &str = "Correct the syntax, and run `skate-env init` again.";

/// The text with the byte order mark that the old one has.
pub(super) fn with_mark_of(old: &str, new: String) -> String {
    let mark = &old[..old.len() - without_byte_order_mark(old).len()];
    if mark.is_empty() { new } else { format!("{mark}{new}") }
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

    /// Takes a function from a module: after the statement that takes something from one of
    /// `beside`, or else before everything but what has to stand first.
    pub(super) fn import(&mut self, style: ModuleStyle, name: &str, source: &str, beside: &[&str]) {
        let (quote, end) = (self.quote(), self.line_end());
        let line = match style {
            ModuleStyle::EsModule => format!("import {{ {name} }} from {quote}{source}{quote}"),
            ModuleStyle::CommonJs => {
                format!("const {{ {name} }} = require({quote}{source}{quote})")
            }
        };
        let body = &self.script.program.body;
        let takes = |it: &&Statement<'_>| taken_from(it).is_some_and(|it| beside.contains(&it));
        if let Some(neighbour) = body.iter().rfind(takes) {
            match self.after_line(neighbour.span()) {
                Some(at) if self.script.text[..at].ends_with('\n') => {
                    self.insert(at, format!("{line}{}{end}", self.semicolon()));
                }
                Some(at) => self.insert(at, format!("{end}{line}{}", self.semicolon())),
                // More code follows on the line.
                None => self.insert(neighbour.span().end as usize, format!("{end}{line};")),
            }
            return;
        }
        let joins = body.first().is_some_and(|it| taken_from(it).is_some());
        let apart = if joins { "" } else { end };
        self.insert(self.head(), format!("{line}{}{end}{apart}", self.semicolon()));
    }

    /// Behind the line that a place ends on; `None` where code or a long comment follows on it.
    pub(super) fn after_line(&self, span: Span) -> Option<usize> {
        let (text, end) = (self.script.text, span.end as usize);
        let line = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
        let rest = text[end..line].trim();
        let comment = self.comments().find(|it| it.span.start >= span.end);
        let comment = comment.filter(|it| (it.span.start as usize) < line);
        let is_comment = comment.is_some_and(|it| {
            it.span.end as usize <= line && self.script.source(it.span).trim() == rest
        });
        (rest.is_empty() || is_comment).then_some(line)
    }

    /// Where a first statement belongs: behind what has to stand first, above the comments that
    /// belong to the statement that is first now.
    fn head(&self) -> usize {
        let program = self.script.program;
        let floor = program.directives.last().map(|it| it.span.end);
        let floor = floor.or(program.hashbang.as_ref().map(|it| it.span.end)).unwrap_or_default();
        let mut at = program.body.first().map_or(program.span.end, |it| it.span().start);
        let comments: Vec<_> = self.comments().filter(|it| it.span.start >= floor).collect();
        for comment in comments.into_iter().rev() {
            if comment.span.end > at {
                continue;
            }
            if !self.is_attached(comment, at) || self.is_about_file(comment) {
                break;
            }
            at = comment.span.start;
        }
        self.start_of_line(at as usize)
    }

    /// The beginning of the line, where nothing but spaces stands before this place.
    fn start_of_line(&self, at: usize) -> usize {
        let line = self.script.text[..at].rfind('\n').map_or(0, |end| end + 1);
        if self.script.text[line..at].trim().is_empty() { line } else { at }
    }

    /// Whether a comment stands on lines of its own, right above a place.
    fn is_attached(&self, comment: &Comment, at: u32) -> bool {
        let between = self.script.source(Span::new(comment.span.end, at));
        let line = self.start_of_line(comment.span.start as usize);
        let alone = self.script.text[..line].ends_with('\n') || line == 0;
        between.trim().is_empty() && between.matches('\n').count() < 2 && alone
    }

    /// What tools look for at the head of a file.
    fn is_about_file(&self, comment: &Comment) -> bool {
        const HEADS: [&str; 7] = [
            "@ts-check",
            "@ts-nocheck",
            "@license",
            "/ <",
            "eslint-disable ",
            "eslint-env",
            "biome-ignore-all",
        ];
        let text = self.script.source(comment.content_span()).trim_start_matches(['*', ' ', '!']);
        HEADS.iter().any(|head| text.starts_with(head)) || text.trim_end() == "eslint-disable"
    }

    pub(super) fn comments(&self) -> impl Iterator<Item = &'a Comment> {
        self.script.program.comments.iter()
    }

    pub(super) fn has_comment(&self, span: Span) -> bool {
        self.comments().any(|it| span.start <= it.span.start && it.span.end <= span.end)
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
                && is_silencer(self.script.source(comment.span))
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

fn is_silencer(comment: &str) -> bool {
    ["@ts-expect-error", "@ts-ignore", "disable-next-line", "biome-ignore"]
        .iter()
        .any(|word| comment.contains(word))
}

/// The module that an `import` or a `require` at the top of a file takes something from.
pub(super) fn taken_from<'s>(statement: &'s Statement<'_>) -> Option<&'s str> {
    match statement {
        Statement::ImportDeclaration(import) => Some(import.source.value.as_str()),
        Statement::VariableDeclaration(declaration) => {
            required(declaration.declarations.first()?.init.as_ref()?)
        }
        Statement::ExpressionStatement(it) => required(&it.expression),
        _ => None,
    }
}

fn required<'s>(expression: &'s Expression<'_>) -> Option<&'s str> {
    match expression {
        Expression::CallExpression(call) => Some(call.common_js_require()?.value.as_str()),
        _ => None,
    }
}
