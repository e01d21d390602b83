//! The `datasource` of a configuration: put in, or put in the place of the URL that is there.

use oxc_ast::ast::{
    Expression, ObjectExpression, ObjectProperty, ObjectPropertyKind, PropertyKind,
};
use oxc_span::{GetSpan as _, Span};

use super::{has_spread, spans};
use crate::{
    commands::init::script_edits::{ScriptEdits, range},
    project::{Obstacle, javascript::Script},
};

const SHADOW: &str = "shadowDatabaseUrl";
/// Pooled and direct are skate-env's to choose.
const URLS: [&str; 2] = ["url", "directUrl"];

/// Puts the call in the place of a datasource that is written out.
pub(super) fn replace<'a>(
    edits: &mut ScriptEdits<'_, 'a>,
    config: &'a ObjectExpression<'a>,
    property: &'a ObjectProperty<'a>,
    call: &str,
) -> Result<(), Obstacle> {
    let is_own = spans(config).contains(&property.span);
    if !is_own || property.shorthand {
        return Err(("`datasource` is written down elsewhere", property.span));
    }
    let Expression::ObjectExpression(value) = property.value.get_inner_expression() else {
        return Err(("`datasource` is computed", property.value.span()));
    };
    let mut shadow = None;
    for property in &value.properties {
        match plain(property) {
            Some((SHADOW, span)) => shadow = Some(span),
            Some((name, _)) if URLS.contains(&name) => {}
            _ => return Err(("`datasource` says more than URLs", property.span())),
        }
    }
    let shadow = shadow.map(|span| format!("{{ {} }}", edits.repeat(span)));
    let call = format!("{call}({})", shadow.unwrap_or_default());
    if edits.has_comment(property.value.span()) {
        spread(edits, value, &call);
    } else {
        edits.replace(range(property.value.span()), call);
    }
    Ok(())
}

fn plain<'a>(property: &'a ObjectPropertyKind<'a>) -> Option<(&'a str, Span)> {
    let property = property.as_property()?;
    let is_plain = property.kind == PropertyKind::Init && !property.method;
    let name = match property.key.static_name()? {
        std::borrow::Cow::Borrowed(name) => name,
        std::borrow::Cow::Owned(_) => return None,
    };
    is_plain.then_some((name, property.span))
}

/// Keeps the object with its comments, and has the call's result spread in it.
fn spread(edits: &mut ScriptEdits<'_, '_>, value: &ObjectExpression<'_>, call: &str) {
    let spans = spans(value);
    let call = format!("...{call}");
    let Some((first, rest)) = spans.split_first() else {
        edits.insert(value.span.start as usize + 1, format!(" {call},"));
        return;
    };
    edits.replace(range(*first), call);
    for span in rest {
        edits.remove_with_comma(*span);
    }
}

/// Adds fields: first, where a reader sees them, but behind every spread, which could set them.
pub(super) fn add<'a>(
    edits: &mut ScriptEdits<'_, 'a>,
    script: &Script<'a>,
    config: &ObjectExpression<'a>,
    fields: &[String],
) {
    let text = script.text;
    let inside = config.span.start as usize + 1..config.span.end as usize - 1;
    let end = edits.line_end();
    let spans = spans(config);
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
        let fields = fields.join(", ");
        let opening = Span::new(config.span.start, config.span.start + 1);
        match edits.after_line(opening).filter(|at| *at <= inside.end) {
            Some(at) => {
                let closing = text[at..inside.end].rsplit('\n').next().unwrap_or_default();
                let indent = &closing[..closing.len() - closing.trim_start().len()];
                edits.insert(at, format!("{indent}  {fields},{end}"));
            }
            None => edits.insert(inside.start, format!(" {fields} ")),
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
    if has_spread(config) {
        edits.insert(last.end as usize, format!(",{lead}{fields}"));
        return;
    }
    // A comment behind the brace stays there.
    let opening = Span::new(config.span.start, config.span.start + 1);
    let at = edits.after_line(opening).filter(|_| indent.is_some());
    match (at, indent) {
        (Some(at), Some(indent)) => edits.insert(at, format!("{indent}{fields},{end}")),
        _ => edits.insert(inside.start, format!("{lead}{fields},")),
    }
}
