//! The object that a configuration file exports, followed to where it is written down.

use oxc_ast::ast::{CallExpression, Expression, IdentifierReference, ObjectExpression};
use oxc_span::{GetSpan as _, Span};

use super::{Exported, MAX_DEPTH, NOTHING, Script};
use crate::project::wiring::Obstacle;

/// The only object that the file can export; else what is in the way. `fields` are those that make
/// a difference: another one may be changed after the object is written down.
pub(crate) fn exported_object<'a>(
    script: &Script<'a>,
    fields: &[&str],
) -> Result<&'a ObjectExpression<'a>, Obstacle> {
    let reader = Reader { script, fields };
    match script.exported() {
        Exported::Value(value, _) => reader.object(value, MAX_DEPTH),
        Exported::Function(function) => {
            reader.returned(&script.returns(function), function.span, MAX_DEPTH)
        }
        Exported::Name(name) => reader.named(name, MAX_DEPTH),
        Exported::Nothing => Err((NOTHING, script.program.span)),
        Exported::Unclear(what, span) => Err((what, span)),
    }
}

struct Reader<'r, 'a> {
    script: &'r Script<'a>,
    fields: &'r [&'r str],
}

type Object<'a> = Result<&'a ObjectExpression<'a>, Obstacle>;

impl<'a> Reader<'_, 'a> {
    fn object(&self, value: &'a Expression<'a>, depth: usize) -> Object<'a> {
        let (script, span) = (self.script, value.span());
        let Some(depth) = depth.checked_sub(1) else { return Err(("it refers to itself", span)) };
        match value.get_inner_expression() {
            Expression::ObjectExpression(object) => Ok(object),
            Expression::AwaitExpression(awaited) => self.object(&awaited.argument, depth),
            Expression::Identifier(name) => self.named(name, depth),
            Expression::ArrowFunctionExpression(function) => {
                self.returned(&script.returns_of_arrow(function), span, depth)
            }
            Expression::FunctionExpression(function) => {
                self.returned(&script.returns(function), span, depth)
            }
            Expression::CallExpression(call) => self.call(call, depth),
            Expression::NewExpression(_) => {
                Err(("its configuration is an instance of a class", span))
            }
            Expression::ConditionalExpression(_) | Expression::LogicalExpression(_) => {
                Err(("it chooses between configurations", span))
            }
            _ => Err(("its configuration is computed", span)),
        }
    }

    fn call(&self, call: &'a CallExpression<'a>, depth: usize) -> Object<'a> {
        if let Some(given) = self.script.given_back(call) {
            return self.object(given, depth);
        }
        let function = match &call.callee {
            Expression::Identifier(callee) => self.script.function(callee),
            _ => None,
        };
        match function {
            Some(function) => self.returned(&self.script.returns(function), call.span, depth),
            None => Err(("its configuration is the result of a function", call.span)),
        }
    }

    fn named(&self, name: &'a IdentifierReference<'a>, depth: usize) -> Object<'a> {
        let script = self.script;
        if let Some(function) = script.function(name) {
            return self.returned(&script.returns(function), name.span, depth);
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
        match script.changed_at(symbol, self.fields) {
            Some(span) => Err(("its configuration may be changed after it is written down", span)),
            None => self.object(value, depth),
        }
    }

    fn returned(&self, returns: &[&'a Expression<'a>], function: Span, depth: usize) -> Object<'a> {
        match returns {
            [value] => self.object(value, depth),
            [] => Err(("its function returns nothing", function)),
            [_, second, ..] => {
                Err(("its function returns more than one configuration", second.span()))
            }
        }
    }
}
