//! Whether the datasource of `prisma.config.*` is what `prismaDatasource()` returns.

use oxc_ast::ast::{
    Expression, IdentifierReference, ObjectExpression, ObjectProperty, ObjectPropertyKind,
    PropertyKind,
};
use oxc_span::{GetSpan as _, Span};

use super::{DATASOURCE, DATASOURCE_FIELDS as FIELDS, PRISMA_FUNCTION, PRISMA_PACKAGE};
use crate::project::{
    javascript::{Exported, Field, MAX_DEPTH, PRISMA_CONFIG, Script},
    wiring::{Obstacle, Wiring},
};

type Answer = Wiring<Obstacle>;

const COMPUTED: &str = "it computes its configuration";
const OTHER_FILE: &str = "its configuration comes from another file";

pub(crate) fn prisma_wiring(script: &Script<'_>) -> Answer {
    let reader = Reader { script };
    match script.exported() {
        Exported::Value(value, _) => reader.config(value, MAX_DEPTH),
        Exported::Function(it) => reader.each(&script.returns(it), MAX_DEPTH, Reader::config),
        Exported::Name(name) => reader.named(name, &FIELDS, MAX_DEPTH, Reader::config),
        Exported::Nothing => Wiring::NotWired,
        Exported::Unclear(what, span) => Wiring::Unclear((what, span)),
    }
}

struct Reader<'s, 'a> {
    script: &'s Script<'a>,
}

/// How a value of some kind is judged.
type Judge<'s, 'a> = fn(&Reader<'s, 'a>, &'a Expression<'a>, usize) -> Answer;

impl<'s, 'a> Reader<'s, 'a> {
    /// The configuration itself.
    fn config(&self, value: &'a Expression<'a>, depth: usize) -> Answer {
        let call = match value.get_inner_expression() {
            Expression::ObjectExpression(object) => return self.of_object(object, depth),
            Expression::CallExpression(call) => call,
            _ => return self.followed(value, &FIELDS, depth, Self::config),
        };
        let argument = call.arguments.first().and_then(|it| it.as_expression());
        match (self.script.calls(call, PRISMA_CONFIG, "defineConfig"), argument, depth) {
            (true, Some(argument), 1..) => self.config(argument, depth - 1),
            (true, None, _) => Wiring::NotWired,
            _ => self.followed(value, &FIELDS, depth, Self::config),
        }
    }

    fn of_object(&self, object: &'a ObjectExpression<'a>, depth: usize) -> Answer {
        match self.script.field(object, DATASOURCE) {
            Field::Absent => Wiring::NotWired,
            Field::Value(property) => self.datasource(&property.value, depth),
            Field::Getter(property) => self.getter(property, depth),
            Field::Unclear(span) => {
                Wiring::Unclear(("a spread or a computed name may set `datasource`", span))
            }
        }
    }

    fn getter(&self, property: &'a ObjectProperty<'a>, depth: usize) -> Answer {
        match &property.value {
            Expression::FunctionExpression(function) if property.kind == PropertyKind::Get => {
                self.each(&self.script.returns(function), depth, Self::datasource)
            }
            _ => Wiring::NotWired,
        }
    }

    /// The value of `datasource`.
    fn datasource(&self, value: &'a Expression<'a>, depth: usize) -> Answer {
        match value.get_inner_expression() {
            Expression::CallExpression(call)
                if self.script.calls(call, PRISMA_PACKAGE, PRISMA_FUNCTION) =>
            {
                Wiring::Wired
            }
            Expression::ObjectExpression(object) => self.url_of(object, depth),
            _ => self.followed(value, &["url"], depth, Self::datasource),
        }
    }

    /// A datasource that is written out: whose URL it has.
    fn url_of(&self, object: &'a ObjectExpression<'a>, depth: usize) -> Answer {
        let Some(depth) = depth.checked_sub(1) else {
            return Wiring::Unclear((COMPUTED, object.span));
        };
        let mut answer = Wiring::NotWired;
        for property in &object.properties {
            match property {
                ObjectPropertyKind::SpreadProperty(spread) => {
                    match self.datasource(&spread.argument, depth) {
                        // Without a URL it leaves the one before it in place.
                        Wiring::NotWired if self.has_no_url(&spread.argument) => {}
                        spread => answer = spread,
                    }
                }
                ObjectPropertyKind::ObjectProperty(property) => {
                    match property.key.static_name().as_deref() {
                        Some("url") => answer = self.url(property, depth),
                        Some(_) => {}
                        None => {
                            answer =
                                Wiring::Unclear(("a computed name may set `url`", property.span));
                        }
                    }
                }
            }
        }
        answer
    }

    fn has_no_url(&self, value: &'a Expression<'a>) -> bool {
        match value.get_inner_expression() {
            Expression::ObjectExpression(object) => {
                matches!(self.script.field(object, "url"), Field::Absent)
            }
            Expression::Identifier(name) => {
                let value = self.script.constant(name).map(|(_, value)| value);
                let is_object = |it: &&_| matches!(it, Expression::ObjectExpression(_));
                value.filter(is_object).is_some_and(|value| self.has_no_url(value))
            }
            _ => false,
        }
    }

    /// `url: prismaDatasource().url`.
    fn url(&self, property: &'a ObjectProperty<'a>, depth: usize) -> Answer {
        match property.value.get_inner_expression() {
            Expression::StaticMemberExpression(member) if member.property.name == "url" => {
                self.datasource(&member.object, depth)
            }
            Expression::Identifier(name) if self.script.is_imported(name) => {
                Wiring::Unclear(("its URL comes from another file", name.span))
            }
            _ => Wiring::NotWired,
        }
    }

    /// A value through whatever leads to another of its kind.
    fn followed(
        &self,
        value: &'a Expression<'a>,
        fields: &[&str],
        depth: usize,
        judge: Judge<'s, 'a>,
    ) -> Answer {
        let span = value.span();
        let Some(depth) = depth.checked_sub(1) else { return Wiring::Unclear((COMPUTED, span)) };
        match value.get_inner_expression() {
            Expression::AwaitExpression(awaited) => judge(self, &awaited.argument, depth),
            Expression::Identifier(name) => self.named(name, fields, depth, judge),
            Expression::ConditionalExpression(it) => {
                self.each(&[&it.consequent, &it.alternate], depth, judge)
            }
            Expression::ArrowFunctionExpression(function) => {
                self.each(&self.script.returns_of_arrow(function), depth, judge)
            }
            Expression::FunctionExpression(function) => {
                self.each(&self.script.returns(function), depth, judge)
            }
            Expression::CallExpression(call) => match call.callee.get_inner_expression() {
                Expression::Identifier(name) => self.called(name, span, depth, judge),
                _ => Wiring::Unclear((COMPUTED, span)),
            },
            Expression::StringLiteral(_)
            | Expression::TemplateLiteral(_)
            | Expression::NullLiteral(_) => Wiring::NotWired,
            _ => Wiring::Unclear((COMPUTED, span)),
        }
    }

    fn named(
        &self,
        name: &'a IdentifierReference<'a>,
        fields: &[&str],
        depth: usize,
        judge: Judge<'s, 'a>,
    ) -> Answer {
        if name.name == "undefined" {
            return Wiring::NotWired;
        }
        if let Some(function) = self.script.function(name) {
            return self.each(&self.script.returns(function), depth, judge);
        }
        if self.script.is_imported(name) {
            return Wiring::Unclear((OTHER_FILE, name.span));
        }
        let Some((symbol, value)) = self.script.constant(name) else {
            return Wiring::Unclear(("a variable that is assigned again holds it", name.span));
        };
        match self.script.changed_at(symbol, fields) {
            Some(span) => Wiring::Unclear(("it may be changed after it is written down", span)),
            None => judge(self, value, depth),
        }
    }

    /// The result of a function of this file.
    fn called(
        &self,
        name: &IdentifierReference<'a>,
        span: Span,
        depth: usize,
        judge: Judge<'s, 'a>,
    ) -> Answer {
        if let Some(function) = self.script.function(name) {
            return self.each(&self.script.returns(function), depth, judge);
        }
        match self.script.constant(name).map(|(_, value)| value.get_inner_expression()) {
            Some(Expression::ArrowFunctionExpression(function)) => {
                self.each(&self.script.returns_of_arrow(function), depth, judge)
            }
            Some(Expression::FunctionExpression(function)) => {
                self.each(&self.script.returns(function), depth, judge)
            }
            _ => Wiring::Unclear((COMPUTED, span)),
        }
    }

    fn each(&self, values: &[&'a Expression<'a>], depth: usize, judge: Judge<'s, 'a>) -> Answer {
        let Some(depth) = depth.checked_sub(1) else { return Wiring::NotWired };
        Wiring::of_all(values.iter().map(|value| judge(self, value, depth)))
    }
}
