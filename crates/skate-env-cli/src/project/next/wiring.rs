//! Whether the configuration of Next.js goes through `withSkateEnv`, on its own or among plugins.

use oxc_ast::ast::{
    Argument, ArrayExpressionElement, Expression, IdentifierReference, ObjectPropertyKind,
};
use oxc_span::GetSpan as _;

use super::{NEXT_FUNCTION, NEXT_PACKAGE};
use crate::project::{
    javascript::{Exported, MAX_DEPTH, Script},
    wiring::{Obstacle, Wiring},
};

type Answer = Wiring<Obstacle>;

pub(crate) fn next_wiring(script: &Script<'_>) -> Answer {
    let reader = Reader { script };
    match script.exported() {
        Exported::Value(value, _) => reader.value(value, MAX_DEPTH),
        Exported::Function(function) => reader.each(&script.returns(function), MAX_DEPTH),
        Exported::Name(name) => reader.named(name, MAX_DEPTH),
        Exported::Nothing => Wiring::NotWired,
        Exported::Unclear(what, span) => Wiring::Unclear((what, span)),
    }
}

struct Reader<'s, 'a> {
    script: &'s Script<'a>,
}

impl<'a> Reader<'_, 'a> {
    fn value(&self, value: &'a Expression<'a>, depth: usize) -> Answer {
        let span = value.span();
        let Some(depth) = depth.checked_sub(1) else {
            return Wiring::Unclear(("it computes its configuration", span));
        };
        match value.get_inner_expression() {
            Expression::AwaitExpression(awaited) => self.value(&awaited.argument, depth),
            Expression::Identifier(name) => self.named(name, depth),
            Expression::ConditionalExpression(it) => {
                self.each(&[&it.consequent, &it.alternate], depth)
            }
            Expression::ArrowFunctionExpression(function) => {
                self.each(&self.script.returns_of_arrow(function), depth)
            }
            Expression::FunctionExpression(function) => {
                self.each(&self.script.returns(function), depth)
            }
            Expression::ObjectExpression(object) => {
                let spreads = object.properties.iter().filter_map(|it| match it {
                    ObjectPropertyKind::SpreadProperty(spread) => Some(&spread.argument),
                    ObjectPropertyKind::ObjectProperty(_) => None,
                });
                let mut spreads = spreads.map(|spread| self.value(spread, depth));
                spreads.find(|it| *it == Wiring::Wired).unwrap_or(Wiring::NotWired)
            }
            call @ Expression::CallExpression(_) => self.call(call, depth),
            _ => Wiring::NotWired,
        }
    }

    /// A plugin's result is wired if what it is given is, or if it is given `withSkateEnv` to call.
    fn call(&self, value: &'a Expression<'a>, depth: usize) -> Answer {
        let Expression::CallExpression(call) = value else { return Wiring::NotWired };
        if let Expression::Identifier(name) = call.callee.get_inner_expression()
            && let Some(function) = self.script.function(name)
        {
            return self.each(&self.script.returns(function), depth);
        }
        if self.applies(value, depth) { Wiring::Wired } else { Wiring::NotWired }
    }

    /// Whether `withSkateEnv` stands in what is called, or in what it is called with.
    fn applies(&self, value: &'a Expression<'a>, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        let is_own = |it: &'a Expression<'a>| {
            self.script.imported(it).is_some_and(|it| it.is(NEXT_PACKAGE, NEXT_FUNCTION))
        };
        match value.get_inner_expression() {
            it if is_own(it) => true,
            Expression::CallExpression(call) => {
                let mut arguments = call.arguments.iter().filter_map(Argument::as_expression);
                self.applies(&call.callee, depth) || arguments.any(|it| self.applies(it, depth))
            }
            Expression::ArrayExpression(array) => {
                let mut elements =
                    array.elements.iter().filter_map(ArrayExpressionElement::as_expression);
                elements.any(|it| self.applies(it, depth))
            }
            Expression::StaticMemberExpression(member) => self.applies(&member.object, depth),
            it @ Expression::Identifier(_) => self.value(it, depth) == Wiring::Wired,
            Expression::ObjectExpression(_)
            | Expression::ArrowFunctionExpression(_)
            | Expression::FunctionExpression(_)
            | Expression::ConditionalExpression(_)
            | Expression::AwaitExpression(_) => self.value(value, depth) == Wiring::Wired,
            _ => false,
        }
    }

    fn named(&self, name: &'a IdentifierReference<'a>, depth: usize) -> Answer {
        if let Some(function) = self.script.function(name) {
            return self.each(&self.script.returns(function), depth);
        }
        if self.script.is_imported(name) {
            return Wiring::Unclear(("its configuration comes from another file", name.span));
        }
        match self.script.constant(name) {
            Some((_, value)) => self.value(value, depth),
            // `let config = {}; config = withSkateEnv(config)`
            None if self.script.local_name(NEXT_PACKAGE, NEXT_FUNCTION).is_some() => {
                Wiring::Unclear(("a variable that is assigned again holds it", name.span))
            }
            None => Wiring::NotWired,
        }
    }

    fn each(&self, values: &[&'a Expression<'a>], depth: usize) -> Answer {
        let Some(depth) = depth.checked_sub(1) else { return Wiring::NotWired };
        Wiring::of_all(values.iter().map(|value| self.value(value, depth)))
    }
}
