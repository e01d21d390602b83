//! The `datasource` of a configuration: put in, or put in the place of the URL that is there.

use oxc_ast::ast::{
    Expression, ObjectExpression, ObjectProperty, ObjectPropertyKind, PropertyKind,
};
use oxc_span::{GetSpan as _, Span};

use crate::{
    commands::init::script_edits::{ScriptEdits, range, spans},
    project::Obstacle,
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
