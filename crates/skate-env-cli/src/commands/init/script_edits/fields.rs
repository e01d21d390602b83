//! Fields of an object that is written out.

use oxc_ast::ast::{ObjectExpression, ObjectPropertyKind};
use oxc_span::{GetSpan, Span};

use super::ScriptEdits;

impl ScriptEdits<'_, '_> {
    /// Adds fields: first, where a reader sees them, but behind every spread, which could set them.
    pub(in super::super) fn add_fields(
        &mut self,
        object: &ObjectExpression<'_>,
        fields: &[String],
    ) {
        let text = self.script.text;
        let inside = object.span.start as usize + 1..object.span.end as usize - 1;
        let end = self.line_end();
        let spans = spans(object);
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
            let fields = fields.join(", ");
            let opening = Span::new(object.span.start, object.span.start + 1);
            match self.after_line(opening).filter(|at| *at <= inside.end) {
                Some(at) => {
                    let closing = text[at..inside.end].rsplit('\n').next().unwrap_or_default();
                    let indent = &closing[..closing.len() - closing.trim_start().len()];
                    self.insert(at, format!("{indent}  {fields},{end}"));
                }
                None => self.insert(inside.start, format!(" {fields} ")),
            }
            return;
        };
        let before = &text[inside.start..first.start as usize];
        let indent = before
            .rsplit_once('\n')
            .map(|(_, indent)| &indent[..indent.len() - indent.trim_start().len()]);
        let (lead, join) = match indent {
            Some(indent) => (format!("{end}{indent}"), format!(",{end}{indent}")),
            None => (" ".to_owned(), ", ".to_owned()),
        };
        let fields = fields.join(&join);
        if has_spread(object) {
            self.insert(last.end as usize, format!(",{lead}{fields}"));
            return;
        }
        // A comment behind the brace stays there.
        let opening = Span::new(object.span.start, object.span.start + 1);
        let at = self.after_line(opening).filter(|_| indent.is_some());
        match (at, indent) {
            (Some(at), Some(indent)) => self.insert(at, format!("{indent}{fields},{end}")),
            _ => self.insert(inside.start, format!("{lead}{fields},")),
        }
    }
}

fn has_spread(object: &ObjectExpression<'_>) -> bool {
    object.properties.iter().any(|it| match it {
        ObjectPropertyKind::SpreadProperty(_) => true,
        ObjectPropertyKind::ObjectProperty(it) => it.key.static_name().is_none(),
    })
}

/// Where the fields of an object stand.
pub(in super::super) fn spans(object: &ObjectExpression<'_>) -> Vec<Span> {
    object.properties.iter().map(GetSpan::span).collect()
}
