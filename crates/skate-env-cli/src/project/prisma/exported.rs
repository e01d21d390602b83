//! The object that `prisma.config.*` exports, followed to where it is written down.

use oxc_ast::ast::{Expression, IdentifierReference, ObjectExpression};
use oxc_span::{GetSpan as _, Span};

use crate::project::{
    javascript::{Exported, MAX_DEPTH, NOTHING, PRISMA_CONFIG, Script},
    wiring::Obstacle,
};

/// What makes a difference to the datasource.
pub(crate) const FIELDS: [&str; 3] = ["datasource", "engine", "adapter"];

/// The only object that the file can export; else what is in the way.
pub(crate) fn exported_object<'a>(
    script: &Script<'a>,
) -> Result<&'a ObjectExpression<'a>, Obstacle> {
    match script.exported() {
        Exported::Value(value, _) => object(script, value, MAX_DEPTH),
        Exported::Function(function) => {
            returned(script, &script.returns(function), function.span, MAX_DEPTH)
        }
        Exported::Name(name) => named(script, name, MAX_DEPTH),
        Exported::Nothing => Err((NOTHING, script.program.span)),
        Exported::Unclear(what, span) => Err((what, span)),
    }
}

fn object<'a>(
    script: &Script<'a>,
    value: &'a Expression<'a>,
    depth: usize,
) -> Result<&'a ObjectExpression<'a>, Obstacle> {
    let span = value.span();
    let Some(depth) = depth.checked_sub(1) else { return Err(("it refers to itself", span)) };
    match value.get_inner_expression() {
        Expression::ObjectExpression(object) => Ok(object),
        Expression::AwaitExpression(awaited) => object(script, &awaited.argument, depth),
        Expression::Identifier(name) => named(script, name, depth),
        Expression::ArrowFunctionExpression(function) => {
            returned(script, &script.returns_of_arrow(function), span, depth)
        }
        Expression::FunctionExpression(function) => {
            returned(script, &script.returns(function), span, depth)
        }
        Expression::CallExpression(call) if script.calls(call, PRISMA_CONFIG, "defineConfig") => {
            match call.arguments.first().and_then(|it| it.as_expression()) {
                Some(argument) => object(script, argument, depth),
                None => Err(("defineConfig() is given nothing", span)),
            }
        }
        Expression::CallExpression(call) => match &call.callee {
            Expression::Identifier(callee) => match script.function(callee) {
                Some(function) => returned(script, &script.returns(function), span, depth),
                None => Err(("its configuration is the result of a function", span)),
            },
            _ => Err(("its configuration is the result of a function", span)),
        },
        Expression::NewExpression(_) => Err(("its configuration is an instance of a class", span)),
        Expression::ConditionalExpression(_) | Expression::LogicalExpression(_) => {
            Err(("it chooses between configurations", span))
        }
        _ => Err(("its configuration is computed", span)),
    }
}

fn named<'a>(
    script: &Script<'a>,
    name: &'a IdentifierReference<'a>,
    depth: usize,
) -> Result<&'a ObjectExpression<'a>, Obstacle> {
    if let Some(function) = script.function(name) {
        return returned(script, &script.returns(function), name.span, depth);
    }
    if script.is_imported(name) {
        return Err(("its configuration comes from another file", name.span));
    }
    if script.symbol(name).is_none() {
        return Err(("its configuration is in a variable that is not declared", name.span));
    }
    let Some((symbol, value)) = script.constant(name) else {
        return Err(("its configuration is in a variable that is assigned again", name.span));
    };
    match script.changed_at(symbol, &FIELDS) {
        Some(span) => Err(("its configuration may be changed after it is written down", span)),
        None => object(script, value, depth),
    }
}

fn returned<'a>(
    script: &Script<'a>,
    returns: &[&'a Expression<'a>],
    function: Span,
    depth: usize,
) -> Result<&'a ObjectExpression<'a>, Obstacle> {
    match returns {
        [value] => object(script, value, depth),
        [] => Err(("its function returns nothing", function)),
        [_, second, ..] => Err(("its function returns more than one configuration", second.span())),
    }
}
