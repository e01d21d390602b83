//! Comments of a script: what they stand beside, and which of them tools read.

use oxc_ast::Comment;
use oxc_span::Span;

use super::ScriptEdits;

impl<'a> ScriptEdits<'_, 'a> {
    pub(in super::super) fn comments(&self) -> impl Iterator<Item = &'a Comment> {
        self.script.program.comments.iter()
    }

    pub(in super::super) fn has_comment(&self, span: Span) -> bool {
        self.comments().any(|it| span.start <= it.span.start && it.span.end <= span.end)
    }

    /// Behind the line that a place ends on; `None` where code or a long comment follows on it.
    pub(in super::super) fn after_line(&self, span: Span) -> Option<usize> {
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

    /// Whether a comment stands on lines of its own, right above a place.
    pub(super) fn is_attached(&self, comment: &Comment, at: u32) -> bool {
        let between = self.script.source(Span::new(comment.span.end, at));
        let line = self.start_of_line(comment.span.start as usize);
        let alone = self.script.text[..line].ends_with('\n') || line == 0;
        between.trim().is_empty() && between.matches('\n').count() < 2 && alone
    }

    /// What tools look for at the head of a file.
    pub(super) fn is_about_file(&self, comment: &Comment) -> bool {
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

    /// Whether a comment silences a check of the line below it.
    pub(super) fn silences(&self, comment: &Comment) -> bool {
        let text = self.script.source(comment.span);
        ["@ts-expect-error", "@ts-ignore", "disable-next-line", "biome-ignore"]
            .iter()
            .any(|word| text.contains(word))
    }
}
